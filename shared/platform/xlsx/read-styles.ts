import { isDateFormat } from 'hucre';
import type { NumberStyle } from './cell-text.ts';
import { attributeOf, scanXml } from './scan-xml.ts';

/**
 * Formats of nothing but digits and the signs that stand in phones and numbers of all kinds: `00000`, `\+0`,
 * `(000) 000-0000`. Thousands, decimals, currencies and units are for the eye.
 */
const DIGITS =
  /^(?:[0#?+\-() ;]|\\[+\-() ./]|"[+\-() ./\d]*"|_.|\[(?:[<>]=?|=)\d+\]|\[\$-[0-9A-Fa-f]+\]|\[[A-Za-z]{3,7}\d{0,2}\])+$/;
/** A number of something, with letters or signs before its zeros: `"KD-"00000`, `\#0000`. */
const NUMBERED = /^(?:"[^"]{1,20}"|\\.|[ -])+0{2,}$/u;
const MOST_FORMAT = 100;
/** What shows a number as it is. */
const PLAIN = /^[0#]$/;

/** How the cell styles show their numbers, by the style's index; undefined where as they are. */
export async function readNumberStyles(
  bytes: AsyncIterable<Uint8Array>,
): Promise<(NumberStyle | undefined)[]> {
  const formats = new Map<string, string>();
  const styles: string[] = [];
  // Differential styles have formats of their own under the same numbers.
  let inside = '';
  await scanXml(bytes, {
    open: (name, attributes) => {
      if (name === 'numFmts' || name === 'cellXfs') inside = name;
      if (name === 'numFmt' && inside === 'numFmts')
        formats.set(attributeOf(attributes, 'numFmtId') ?? '', attributeOf(attributes, 'formatCode') ?? '');
      if (name === 'xf' && inside === 'cellXfs') styles.push(attributeOf(attributes, 'numFmtId') ?? '0');
    },
    close: (name) => {
      if (name === inside) inside = '';
    },
    text: () => undefined,
  });
  return styles.map((id) => styleOf(formats.get(id) ?? id));
}

function styleOf(format: string): NumberStyle | undefined {
  if (isDateFormat(format)) return 'date';
  // A number alone is that of a format which every program has; none of those is made of digits only.
  const isBuiltIn = /^\d+$/.test(format) && !/^0+$/.test(format);
  if (isBuiltIn || PLAIN.test(format) || format.length > MOST_FORMAT) return undefined;
  const isOfDigits = /[0#?]/.test(format) && DIGITS.test(format);
  return isOfDigits || NUMBERED.test(format) ? { digits: format } : undefined;
}
