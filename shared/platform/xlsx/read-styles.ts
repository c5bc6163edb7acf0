import { isDateFormat } from 'hucre';
import { attributeOf, scanXml } from './scan-xml.ts';

/** Which cell styles show their number as a date or a time; by the style's index. */
export async function readDateStyles(bytes: AsyncIterable<Uint8Array>): Promise<boolean[]> {
  const formats = new Map<string, string>();
  const styles: string[] = [];
  let inCells = false;
  await scanXml(bytes, {
    open: (name, attributes) => {
      if (name === 'numFmt')
        formats.set(attributeOf(attributes, 'numFmtId') ?? '', attributeOf(attributes, 'formatCode') ?? '');
      if (name === 'cellXfs') inCells = true;
      if (name === 'xf' && inCells) styles.push(attributeOf(attributes, 'numFmtId') ?? '0');
    },
    close: (name) => {
      if (name === 'cellXfs') inCells = false;
    },
    text: () => undefined,
  });
  return styles.map((id) => isDateFormat(formats.get(id) ?? id));
}
