import { describe, expect, it } from 'vitest';
import { formatDate } from '../../../shared/platform/time/format-date.ts';

const styles = ['iso', 'excel', 'day-first', 'month-first'] as const;
const all = (written: string, zone: string) => styles.map((style) => formatDate(written, style, zone));

describe('A date in a file', () => {
  it('is written in the zone and the order asked for', () => {
    expect(all('2027-07-01T22:30:15.000Z', 'Europe/Berlin')).toEqual([
      '2027-07-02T00:30:15+02:00',
      '2027-07-02 00:30:15',
      '02.07.2027 00:30:15',
      '07/02/2027 00:30:15',
    ]);
    expect(formatDate('2027-01-01T00:00:00Z', 'iso', 'America/St_Johns')).toBe('2026-12-31T20:30:00-03:30');
  });

  it('stays the day it is, whatever the zone', () => {
    expect(all('2027-03-21', 'Pacific/Kiritimati')).toEqual([
      '2027-03-21',
      '2027-03-21',
      '21.03.2027',
      '03/21/2027',
    ]);
  });

  it('stays as it was written in UTC, and where it is no date', () => {
    expect(formatDate('2027-07-01T22:30:15.000Z', 'iso', 'UTC')).toBe('2027-07-01T22:30:15.000Z');
    expect(all('soon', 'Europe/Berlin')).toEqual(['soon', 'soon', 'soon', 'soon']);
    expect(all('2027-07-01T10:00', 'Europe/Berlin')).toEqual(Array(4).fill('2027-07-01T10:00'));
  });

  it('outside the zone table stays UTC and says so', () => {
    expect(formatDate('1999-07-01T10:00:00Z', 'day-first', 'Europe/Berlin')).toBe('1999-07-01T10:00:00.000Z');
  });
});
