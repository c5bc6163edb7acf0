const HOUR = 3600;
const MINUTE = 60;

/** Units by how their words begin in the languages of reports: `Std.`, `godz.`, `ч`, `Min.`, `мин`, `Sek.`, `seg`, `с`. */
const UNITS: readonly [begins: RegExp, seconds: number][] = [
  [/^(?:h|st[dun]|go?d?z|ore?|u(?:ur)?$|ч)/iu, HOUR],
  [/^(?:m|м)/iu, MINUTE],
  [/^(?:s|с)/iu, 1],
];
const PART = /(\d{1,6}(?:[.,]\d{1,6})?) {0,3}(\p{L}+)/gu;
const CLOCK = /^(\d{1,3}):(\d{2})(?::(\d{2})(?:\.\d+)?)?$/u;

/**
 * Seconds of a duration as reports write it: `1h 30m 51s`, `59 Min. 0 Sek.`, `1 hr 2 min`, `01:30:51`, or a bare number of
 * the column's unit. Undefined where it says none; negative where the file does.
 */
export function readDuration(text: string, unit: 'minutes' | 'seconds'): number | undefined {
  const plain = text.normalize('NFKC').replaceAll(/\s/gu, ' ').trim();
  const sign = /^[-−]/u.test(plain) ? -1 : 1;
  const body = plain.replace(/^[-−+]\s*/u, '');
  const clock = CLOCK.exec(body);
  if (clock) return sign * (Number(clock[1]) * HOUR + Number(clock[2]) * MINUTE + Number(clock[3] ?? 0));
  if (/^\d+(?:[.,]\d+)?$/u.test(body))
    return sign * Math.round(numberIn(body) * (unit === 'minutes' ? MINUTE : 1));
  let seconds: number | undefined;
  for (const [, number = '', word = ''] of body.matchAll(PART)) {
    const known = UNITS.find(([begins]) => begins.test(word));
    if (!known) return undefined;
    seconds = (seconds ?? 0) + numberIn(number) * known[1];
  }
  return seconds === undefined ? undefined : sign * Math.round(seconds);
}

const numberIn = (text: string): number => Number(text.replace(',', '.'));
