import { describe, expect, it } from 'vitest';
import { sessionIcs, type SessionIcsInput } from '../../../shared/calendar/session-ics.ts';
import { naughtyStrings } from '../pages/skeleton.ts';

const registrationId = `${'0a'.repeat(16)}-${'1b'.repeat(16)}`;
const joinUrl = `https://events.example.org/j/${'abcDEF0123456789_-'.repeat(10)}`;
const input: SessionIcsInput = {
  registrationId,
  domain: 'example.org',
  sequence: 3,
  now: '2027-01-01T00:00:00Z',
  title: 'Title',
  session: { name: 'Morning', startsAtUtc: '2027-03-28T00:30:00Z', durationMinutes: 90 },
  joinUrl,
};

/** Content lines as RFC 5545, 3.1 reads them: CRLF between lines, unfolded, name and parameters before the first colon. */
function readLines(file: string): { name: string; value: string }[] {
  expect(file.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
  return file
    .replaceAll(/\r\n[ \t]/g, '')
    .split('\r\n')
    .filter((line) => line !== '')
    .map((line) => {
      const match = /^([A-Z-]+(?:;[A-Z-]+=[^:;"]+)*):(.*)$/s.exec(line);
      if (!match) throw new Error(`Not a content line: ${line}`);
      return { name: match[1]!, value: match[2]! };
    });
}

/** TEXT values as RFC 5545, 3.3.11 writes them. Throws on what has to be escaped and is not. */
function readText(value: string): string {
  if (!/^(?:[^\\,;]|\\[\\,;nN])*$/s.test(value)) throw new Error(`Unescaped: ${value}`);
  return value.replaceAll(/\\(.)/g, (_all, character: string) =>
    character === 'n' || character === 'N' ? '\n' : character,
  );
}

const valuesOf = (file: string) =>
  Object.fromEntries(readLines(file).map(({ name, value }) => [name, value]));
const namesOf = (file: string) => readLines(file).map(({ name }) => name);

describe('the calendar file of a session', () => {
  it('is one published event in UTC that names nobody', () => {
    const values = valuesOf(sessionIcs(input));
    expect(values).toEqual({
      BEGIN: 'VEVENT',
      VERSION: '2.0',
      PRODID: '-//Turnout//Turnout//EN',
      METHOD: 'PUBLISH',
      UID: `${registrationId}@example.org`,
      SEQUENCE: '3',
      DTSTAMP: '20270101T000000Z',
      DTSTART: '20270328T003000Z',
      DTEND: '20270328T020000Z',
      SUMMARY: 'Title: Morning',
      DESCRIPTION: joinUrl,
      'URL;VALUE=URI': joinUrl,
      STATUS: 'CONFIRMED',
      END: 'VCALENDAR',
    });
    expect(namesOf(sessionIcs(input)).filter((name) => name === 'BEGIN')).toHaveLength(2);
  });

  it('keeps its identity when the session moves or is cancelled', () => {
    const later = { ...input.session, startsAtUtc: '2027-04-01T10:00:00Z' };
    const moved = valuesOf(
      sessionIcs({ ...input, sequence: 4, session: later, now: '2027-02-01T00:00:00Z' }),
    );
    expect(moved).toMatchObject({
      UID: `${registrationId}@example.org`,
      SEQUENCE: '4',
      DTSTART: '20270401T100000Z',
    });
    const cancelled = valuesOf(sessionIcs({ ...input, sequence: 5, cancelled: true }));
    expect(cancelled).toMatchObject({
      UID: `${registrationId}@example.org`,
      SEQUENCE: '5',
      STATUS: 'CANCELLED',
      METHOD: 'PUBLISH',
    });
  });

  it('is the same file for the same session', () => {
    expect(sessionIcs(input)).toBe(sessionIcs({ ...input }));
  });

  it('names the event alone where the session has no name', () => {
    const session = { ...input.session, name: undefined };
    expect(valuesOf(sessionIcs({ ...input, session }))['SUMMARY']).toBe('Title');
  });

  it.each([
    ['CR and LF', 'a\r\nATTENDEE:mailto:x@example.com', 'a ATTENDEE:mailto:x@example.com'],
    ['LF alone', 'a\nEND:VEVENT', 'a END:VEVENT'],
    ['CR alone', 'a\rEND:VEVENT', 'a END:VEVENT'],
    ['a folded line', 'a\r\n b', 'a b'],
    ['separators of lines and paragraphs', 'a\u2028b\u2029c\u0085d\u000be', 'a b c d e'],
    ['NUL', 'a\u0000b', 'a b'],
    ['semicolon', 'a;b', 'a;b'],
    ['comma', 'a,b', 'a,b'],
    ['backslash', 'a\\b', 'a\\b'],
    ['backslash and n', 'a\\nEND:VEVENT', 'a\\nEND:VEVENT'],
    ['backslash at the end', 'a\\', 'a\\'],
    ['escaped semicolon', 'a\\;b', 'a\\;b'],
    ['quotation marks', 'a"b:c', 'a"b:c'],
  ])('takes %s in a title as text', (_what, title, shown) => {
    const session = { ...input.session, name: undefined };
    const file = sessionIcs({ ...input, title, session });
    expect(namesOf(file)).toEqual(namesOf(sessionIcs(input)));
    expect(readText(valuesOf(file)['SUMMARY']!)).toBe(shown);
  });

  it.each(naughtyStrings)('with %j in it has no line more and none too long', (text) => {
    const file = sessionIcs({ ...input, title: `x${text}`, session: { ...input.session, name: text } });
    expect(namesOf(file)).toEqual(namesOf(sessionIcs(input)));
    for (const line of file.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
    expect(file).toBe(Buffer.from(file).toString());
    expect(() => readText(valuesOf(file)['SUMMARY']!)).not.toThrow();
  });

  it('folds between characters, never inside one', () => {
    const title = 'Ж😀é'.repeat(60);
    const lines = sessionIcs({ ...input, title }).split('\r\n');
    for (const line of lines) expect(line.isWellFormed()).toBe(true);
    expect(valuesOf(lines.join('\r\n'))['SUMMARY']).toBe(`${title}: Morning`);
  });

  it('lets a link break no line', () => {
    const file = sessionIcs({
      ...input,
      joinUrl: 'https://events.example.org/j/a\r\nATTENDEE:mailto:x@example.com',
    });
    expect(namesOf(file)).toEqual(namesOf(sessionIcs(input)));
    expect(() => sessionIcs({ ...input, joinUrl: '/j/a' })).toThrow(TypeError);
  });
});
