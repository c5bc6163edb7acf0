import fc from 'fast-check';
import { convertIcsCalendar, type IcsCalendar } from 'ts-ics';
import { describe, expect, it } from 'vitest';
import { calendarOf, type CalendarEntry } from '../../shared/calendar/domain/calendar-entry.ts';
import { rounds } from '../support/rounds.ts';
import { currentZones } from '../../shared/platform/time/zone-table.ts';

const START = Date.parse('2027-03-21T09:00:00Z');
const HOUR = 3_600_000;
const entry: CalendarEntry = {
  uid: 'ses_1-par_2@turnout.example',
  sequence: 0,
  startsAt: START,
  endsAt: START + HOUR,
  zone: 'Europe/Berlin',
  saidAt: START - 24 * HOUR,
  title: 'Pruning apple trees',
  text: 'Join: https://turnout.example/j/abc',
  url: 'https://turnout.example/j/abc',
  isCancelled: false,
  organizer: { name: 'The garden', email: 'garden@example.com' },
  attendee: { name: 'Ann Lee', email: 'ann@example.com' },
};
const read = (text: string): IcsCalendar => convertIcsCalendar(undefined, text);
const startOf = (text: string) => read(text).events?.[0]?.start.date.getTime();

describe('A calendar entry', () => {
  it('is written line by line', () => {
    expect(calendarOf('REQUEST', [{ ...entry, zone: 'UTC' }]).split('\r\n')).toEqual([
      'BEGIN:VCALENDAR',
      'VERSION:2.0',
      'PRODID:-//Turnout//Turnout//EN',
      'CALSCALE:GREGORIAN',
      'METHOD:REQUEST',
      'BEGIN:VEVENT',
      'UID:ses_1-par_2@turnout.example',
      'SEQUENCE:0',
      'DTSTAMP:20270320T090000Z',
      'DTSTART:20270321T090000Z',
      'DTEND:20270321T100000Z',
      'SUMMARY:Pruning apple trees',
      'DESCRIPTION:Join: https://turnout.example/j/abc',
      'LOCATION:https://turnout.example/j/abc',
      'URL:https://turnout.example/j/abc',
      'STATUS:CONFIRMED',
      'TRANSP:OPAQUE',
      'ORGANIZER;CN="The garden":mailto:garden@example.com',
      'ATTENDEE;ROLE=REQ-PARTICIPANT;PARTSTAT=ACCEPTED;RSVP=FALSE;CN="Ann Lee":mai',
      ' lto:ann@example.com',
      'END:VEVENT',
      'END:VCALENDAR',
      '',
    ]);
  });

  it('has the wall time of its zone, and the changes of that zone’s clocks around it', () => {
    const text = calendarOf('REQUEST', [entry]);
    expect(text).toContain('DTSTART;TZID=Europe/Berlin:20270321T100000\r\n');
    expect(text).toContain(
      'BEGIN:DAYLIGHT\r\nDTSTART:20270328T020000\r\nTZOFFSETFROM:+0100\r\nTZOFFSETTO:+0200\r\n',
    );
    expect(text).toContain(
      'BEGIN:STANDARD\r\nDTSTART:20261025T030000\r\nTZOFFSETFROM:+0200\r\nTZOFFSETTO:+0100\r\n',
    );
    expect(text).not.toContain('DTSTART:2024');
  });

  it('is cancelled by its status, too', () => {
    expect(calendarOf('CANCEL', [{ ...entry, sequence: 3 }])).toMatch(
      /METHOD:CANCEL[^]*SEQUENCE:3[^]*STATUS:CANCELLED/,
    );
    expect(calendarOf('PUBLISH', [{ ...entry, isCancelled: true }])).toContain('STATUS:CANCELLED');
  });

  it('stands beside others in one file, each zone once', () => {
    const dates = [0, 1, 2].map((week) => ({
      ...entry,
      uid: `date-${week}`,
      startsAt: START + week * 7 * 24 * HOUR,
      endsAt: START + week * 7 * 24 * HOUR + HOUR,
    }));
    const text = calendarOf('PUBLISH', [...dates, { ...entry, uid: 'elsewhere', zone: 'Asia/Kolkata' }]);
    expect(text.match(/BEGIN:VTIMEZONE/g)).toHaveLength(2);
    expect(read(text).events?.map(({ uid, start }) => [uid, start.date.getTime()])).toEqual([
      ...dates.map(({ uid, startsAt }) => [uid, startsAt]),
      ['elsewhere', START],
    ]);
  });

  it('means the same instants to another reader, in every zone, before, within and after each change of its clocks', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...currentZones()),
        fc.integer({
          min: Date.parse('2022-01-01T00:00:00Z') / 60_000,
          max: Date.parse('2036-01-01T00:00:00Z') / 60_000,
        }),
        (zone, minute) => {
          const startsAt = minute * 60_000;
          const text = calendarOf('REQUEST', [{ ...entry, zone, startsAt, endsAt: startsAt + HOUR }]);
          expect(startOf(text)).toBe(startsAt);
          // Of a zone that nobody knows a reader has nothing but what the file says.
          expect(
            startOf(text.replaceAll(`TZID:${zone}`, 'TZID:Own').replaceAll(`TZID=${zone}`, 'TZID=Own')),
          ).toBe(startsAt);
        },
      ),
      { numRuns: rounds(300, 100) },
    );
  });

  it('tells an hour that comes twice by UTC, since its wall time would mean the first', () => {
    const secondHalfPastTwo = Date.parse('2026-10-25T01:30:00Z');
    const text = calendarOf('REQUEST', [
      { ...entry, startsAt: secondHalfPastTwo, endsAt: secondHalfPastTwo + HOUR },
    ]);
    expect(text).toContain('DTSTART:20261025T013000Z\r\n');
    expect(text).toContain('DTEND;TZID=Europe/Berlin:20261025T033000\r\n');
  });

  it('is left by no text: whatever stands in it, there are the same lines with the same names', () => {
    const anything = fc.string({ unit: 'binary', maxLength: 120 }).map((text) => text.toWellFormed());
    const nasty = fc.constantFrom(
      'a\r\nATTENDEE:mailto:x@y.z',
      '"; X=1:',
      'END:VEVENT\n',
      '^n"',
      '\\',
      ',;:',
      '👩‍👩‍👧',
      'ы'.repeat(90),
    );
    fc.assert(
      fc.property(fc.oneof(anything, nasty), fc.oneof(anything, nasty), (title, name) => {
        const text = calendarOf('REQUEST', [
          {
            ...entry,
            title,
            text: title,
            organizer: { name, email: 'o@example.com' },
            attendee: { name, email: 'a@example.com' },
          },
        ]);
        const lines = text.split('\r\n');
        for (const line of lines) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
        const unfolded = text.replaceAll('\r\n ', '');
        expect(unfolded).not.toMatch(/\r(?!\n)|(?<!\r)\n/);
        const names = unfolded.split('\r\n').map((line) => /^[A-Z-]*/.exec(line)?.[0]);
        const plain = calendarOf('REQUEST', [{ ...entry }])
          .replaceAll('\r\n ', '')
          .split('\r\n')
          .map((line) => /^[A-Z-]*/.exec(line)?.[0]);
        const without = (list: (string | undefined)[]) => list.filter((one) => one !== 'DESCRIPTION');
        expect(without(names)).toEqual(without(plain));
        expect(text.isWellFormed()).toBe(true);
      }),
      { numRuns: rounds(500, 60) },
    );
  });

  it('keeps its texts to the letter', () => {
    const title = 'Äpfel, Birnen; und\\oder "Quitten"\nzweite Zeile 👩‍👩‍👧';
    expect(read(calendarOf('REQUEST', [{ ...entry, title }])).events?.[0]?.summary).toBe(title);
  });
});
