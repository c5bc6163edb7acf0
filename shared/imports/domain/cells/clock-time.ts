/** A time of day behind a date: `9:05`, `10:00:30.123 +0100`, `3:15 PM`. */
export const CLOCK = String.raw`\d{1,2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?: ?[ap]\.?m\.?)?(?: ?(?:Z|[+-]\d{2}:?\d{2}))?`;

/** What people and programs write around the numbers of a date: invisible marks, `г.`, `at`, `UTC`, a zone's name. */
export const plainDate = (text: string): string =>
  text
    .normalize('NFKC')
    .replaceAll(/[\u200B-\u200F\u202A-\u202E\u2066-\u2069\uFEFF]/gu, '')
    .replaceAll(/\s+/gu, ' ')
    .replace(/ ?г(?:ода|\.)(?=$|[ ,])/u, '')
    .replace(/,? (?:at|um|à|a las|alle|às|в) (?=\d)/u, ' ')
    .replace(/(\d)[h:](\d{2})(?: ?(?:Uhr|h))$/u, '$1:$2')
    .replace(/ (\d{1,2})h(\d{2})$/u, ' $1:$2')
    .replace(/ \([\p{L} ]+\)$/u, '')
    .replace(/(?<=\d) ?(?:UTC|GMT)(?= ?[+-]\d)/u, '')
    .replace(/(?<=:\d{2}(?:\.\d{1,9})?) ?(?:UTC|GMT)$/u, 'Z')
    .replace(/^(\d{4}) ?[年년] ?(\d{1,2}) ?[月월] ?(\d{1,2}) ?[日일]/u, '$1-$2-$3')
    .replaceAll(/(?<=\d) ?([./]) ?(?=\d)/gu, '$1')
    .replace(/(?<=\d)\.$/u, '')
    .trim();

/** The same as ISO 8601 has it, undefined where there is no such hour. */
export function isoTime(written: string): string | undefined {
  const { clock = '', half, zone = '' } = PARTS.exec(written)?.groups ?? {};
  const [hour = '', ...rest] = clock.split(':');
  const number = Number(hour);
  if (half !== undefined && (number < 1 || number > 12)) return undefined;
  const ofDay = half === undefined ? number : (number % 12) + (half.toLowerCase() === 'p' ? 12 : 0);
  const time = [String(ofDay).padStart(2, '0'), ...rest].join(':');
  return time + zone.replace(/([+-]\d{2})(\d{2})$/u, '$1:$2');
}

const PARTS = /^(?<clock>[\d:.]+)(?: ?(?<half>[ap])\.?m\.?)?(?: ?(?<zone>Z|[+-]\d{2}:?\d{2}))?$/iu;
