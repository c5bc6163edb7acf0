import { describe, expect, it } from 'vitest';
import { gardening, readReport } from './read-report.ts';

const zoomAt = (from: string, until: string): Buffer =>
  Buffer.from(
    `Name (Original Name),User Email,Join Time,Leave Time,Duration (Minutes),Guest\nAnn,ann@example.com,${from},${until},60,Yes\n`,
  );
/** A session on a day whose number may be a month's. */
const inMay = { ...gardening, startsAt: Date.parse('2026-05-04T16:00:00Z') };
const ann = ['ann@example.com: 60'];

describe('What a report does not say', () => {
  it('of its zone, is that of the session where it began with it', async () => {
    expect(await readReport(zoomAt('03/17/2026 06:00:00 PM', '03/17/2026 07:00:00 PM'))).toMatchObject({
      people: ann,
    });
  });

  it('of its zone, is asked where it would have begun an hour before or later', async () => {
    const file = zoomAt('03/17/2026 05:00:00 PM', '03/17/2026 06:00:00 PM');
    expect(await readReport(file)).toMatchObject({ people: [], questions: ['timeZone'] });
    expect(await readReport(file, { timeZone: 'Europe/London' })).toMatchObject({
      people: ann,
      questions: [],
    });
  });

  it('of day and month, is told by any of its dates', async () => {
    expect(await readReport(zoomAt('17/03/2026 18:00:00', '17/03/2026 19:00:00'))).toMatchObject({
      people: ann,
    });
  });

  it('of day and month, is told by the session where one reading only is of it', async () => {
    const file = zoomAt('05/04/2026 18:00:00', '05/04/2026 19:00:00');
    expect(await readReport(file, {}, inMay)).toMatchObject({ people: ann });
  });

  it('of day and month, is asked where neither reading is of the session', async () => {
    const file = zoomAt('05/04/2026 09:00:00', '05/04/2026 10:00:00');
    const { questions } = await readReport(file, {}, inMay);
    expect(questions).toContain('dateOrder');
    expect(
      await readReport(file, { dateOrder: 'month-first', timeZone: 'America/Los_Angeles' }, inMay),
    ).toMatchObject({ people: ann });
  });

  it('of the half of the day, is asked where the session was in the other', async () => {
    const file = zoomAt('03/17/2026 06:00:00', '03/17/2026 07:00:00');
    expect((await readReport(file)).questions).toContain('clock');
    expect(await readReport(file, { clock: '12-hour' })).toMatchObject({ people: ann });
  });

  it('is whether it is of this session at all, where its times are of another day or year', async () => {
    const file = zoomAt('03/17/2025 06:00:00 PM', '03/17/2025 07:00:00 PM');
    expect(await readReport(file)).toMatchObject({ people: [], questions: ['session'] });
    expect(await readReport(file, { session: gardening.id })).toMatchObject({ people: ann });
  });

  it('is asked in the zone that somebody named, too', async () => {
    const file = zoomAt('03/17/2026 06:00:00 PM', '03/17/2026 07:00:00 PM');
    expect(await readReport(file, { timeZone: 'Asia/Tokyo' })).toMatchObject({ questions: ['session'] });
  });

  it('of a session in which the clocks went back, is told by how long somebody stayed', async () => {
    // From 02:30 summer time to 02:30 winter time: an hour.
    const night = { ...gardening, startsAt: Date.parse('2026-10-25T00:30:00Z') };
    const file = zoomAt('10/25/2026 02:30:00 AM', '10/25/2026 02:30:00 AM');
    expect(await readReport(file, {}, night)).toMatchObject({ people: ann });
  });
});
