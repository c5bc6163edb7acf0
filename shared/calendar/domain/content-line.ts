/** Octets of a line that readers must take without folding (RFC 5545, 3.1). */
const MOST_OCTETS = 75;

/** Characters that no text may hold: all controls but the tab. */
const CONTROLS = /[\p{Cc}--\t]/gv;
const LINE_BREAK = /\r\n|[\r\n\u2028\u2029]/gu;

/** A value of type TEXT: its breaks, commas, semicolons and backslashes escaped (RFC 5545, 3.3.11). */
export const textValue = (text: string): string =>
  text
    .replaceAll(LINE_BREAK, '\n')
    .replaceAll(/[\\;,]/gu, String.raw`\$&`)
    .replaceAll('\n', String.raw`\n`)
    .replaceAll(CONTROLS, '');

/**
 * The value of a parameter, in quotes, with what cannot stand there written by circumflexes (RFC 6868): so a name with a quote, a colon or a
 * break cannot begin anything else.
 */
const parameterValue = (text: string): string =>
  `"${text.replaceAll(LINE_BREAK, '\n').replaceAll('^', '^^').replaceAll('\n', '^n').replaceAll('"', "^'").replaceAll(CONTROLS, '')}"`;

/** A content line, folded, with its line ending. `value` stands as it is: texts go through `textValue` before. */
export function contentLine(
  name: string,
  value: string,
  parameters: Readonly<Record<string, string>> = {},
): string {
  const given = Object.entries(parameters).map(
    ([key, text]) => `;${key}=${/^[\w./+-]+$/u.test(text) ? text : parameterValue(text)}`,
  );
  return `${fold(`${name}${given.join('')}:${value}`)}\r\n`;
}

/** Folded at so many octets, never within a character. */
function fold(line: string): string {
  const lines: string[] = [];
  let current = '';
  let octets = 0;
  for (const character of line) {
    const more = Buffer.byteLength(character);
    if (octets + more > MOST_OCTETS) {
      lines.push(current);
      // The space that marks a folded line counts.
      current = '';
      octets = 1;
    }
    current += character;
    octets += more;
  }
  return [...lines, current].join('\r\n ');
}
