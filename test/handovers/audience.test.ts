import { describe, expect, it } from 'vitest';
import { decideAfterWait, decideAudience } from '../../shared/handovers/domain/decide-audience.ts';
import { ruleOfPreset } from '../../shared/handovers/domain/handover-preset.ts';
import { HandoverRule, handsOverElsewhere } from '../../shared/handovers/domain/handover-rule.ts';
import { asksFor, whatHappened } from '../../shared/handovers/domain/happening.ts';
import { countDeliveries } from '../../shared/handovers/domain/run-counts.ts';
import type { Registration } from '../../shared/registrations/domain/registration.ts';

const states = ['attended', 'absent', 'unknown'] as const;
type Audience = HandoverRule['audience'];

describe('The audience of a hand-over', () => {
  const of = (audience: Audience, more: object = {}, isOnline = false) =>
    states.map((attendance) => decideAudience({ audience, ...more }, { attendance, isOnline }));

  it.each<[Audience, object, string[]]>([
    ['all', {}, ['meant', 'meant', 'meant']],
    ['participants', {}, ['meant', 'not-meant', 'undecided']],
    ['non-participants', {}, ['not-meant', 'meant', 'undecided']],
    ['participants', { unknown: 'skip' }, ['meant', 'not-meant', 'not-meant']],
    ['non-participants', { unknown: 'skip' }, ['not-meant', 'meant', 'not-meant']],
    ['participants', { unknown: 'as-absent' }, ['meant', 'not-meant', 'not-meant']],
    ['non-participants', { unknown: 'as-absent' }, ['not-meant', 'meant', 'meant']],
  ])('%s %j: who attended, was absent, is unknown', (audience, more, verdicts) => {
    expect(of(audience, more)).toEqual(verdicts);
  });

  it('that is online, or not, does not ask for the verdict', () => {
    expect([of('online', {}, true), of('online')].flat()).toEqual([
      ...['meant', 'meant', 'meant'],
      ...['not-meant', 'not-meant', 'not-meant'],
    ]);
    expect([of('not-online', {}, true), of('not-online')].flat()).toEqual([
      ...['not-meant', 'not-meant', 'not-meant'],
      ...['meant', 'meant', 'meant'],
    ]);
  });

  it('holds nobody who is still unknown after the wait, unless the rule counts them as absent', () => {
    const after = (audience: Audience, more: object = {}) =>
      states.map((attendance) => decideAfterWait({ audience, ...more }, { attendance, isOnline: false }));
    expect(after('non-participants')).toEqual(['not-meant', 'meant', 'not-meant']);
    expect(after('non-participants', { afterWait: 'as-absent' })).toEqual(['not-meant', 'meant', 'meant']);
    expect(after('participants', { afterWait: 'as-absent' })).toEqual(['meant', 'not-meant', 'not-meant']);
  });
});

const at = '2027-03-01T09:00:00.000Z';
const registration = (more: Partial<Registration> = {}): Registration => ({
  ...{ participantId: 'par_1', sessionId: 'ses_1', eventId: 'evt_1', status: 'registered', answers: {} },
  ...{ source: 'self-registration', createdAt: at, linkEpoch: 1, mailRound: 1, ...more },
});
const cancelled = registration({ status: 'cancelled' });
const pending = registration({ status: 'pending' });
const attended = registration({ attendance: { state: 'attended' } });

describe('What happened to a registration', () => {
  it.each<[string, Registration | undefined, Registration, string[] | undefined]>([
    ['somebody registers', undefined, registration(), ['registered']],
    ['somebody has to confirm', undefined, pending, undefined],
    ['somebody confirms', pending, registration({ confirmedAt: at }), ['registered', 'confirmed']],
    ['an answer changes', registration(), registration({ answers: { a: 1 } }), undefined],
    ['somebody cancels', registration(), cancelled, ['cancelled']],
    ['a cancelled one is imported', undefined, cancelled, undefined],
    ['somebody comes back', cancelled, registration({ returnedAt: '2027-03-02' }), ['registered']],
    ['somebody was there', registration(), attended, ['attended', 'verdict']],
    ['somebody was not', attended, registration({ attendance: { state: 'absent' } }), ['verdict']],
    ['the verdict is taken back', attended, registration(), ['verdict']],
  ])('is told: %s', (_what, before, after, what) => {
    expect(whatHappened(before, after, '2027-03-03')?.what).toEqual(what);
  });

  it('is of the moment since when it is so, however late it is told', () => {
    expect(whatHappened(undefined, registration(), '2027-03-03')?.at).toBe(at);
    expect(whatHappened(registration(), cancelled, '2027-03-03')?.at).toBe('2027-03-03');
  });

  it.each<[object, string[], boolean]>([
    [{ when: 'registered', audience: 'all' }, ['registered'], true],
    [{ when: 'cancelled', audience: 'all' }, ['registered'], false],
    [{ audience: 'all' }, ['registered', 'verdict'], false],
    [{ audience: 'participants' }, ['verdict'], true],
    [{ audience: 'participants', unknown: 'skip' }, ['verdict'], false],
    [{ audience: 'non-participants', unknown: 'skip', tellChanges: true }, ['verdict'], true],
  ])('is asked for by %j: %j, %s', (rule, what, is) => {
    expect(asksFor(HandoverRule.parse({ ...place, ...rule }), { what } as never)).toBe(is);
  });
});

const place = { destination: { id: `dst_${'1'.repeat(32)}` } };

describe('Handing over elsewhere', () => {
  const rule = HandoverRule.parse({ ...place, id: 'a', audience: 'participants' });
  it.each<[object, boolean]>([
    [{}, false],
    [{ name: 'Another' }, false],
    [{ offsetMinutes: 60, anchor: 'end' }, false],
    [{ waitMinutes: 5 }, false],
    [{ audience: 'all' }, true],
    [{ when: 'registered' }, true],
    [{ unknown: 'as-absent' }, true],
    [{ filter: { field: 'locale', op: 'in', value: ['en'] } }, true],
    [{ destination: { id: `dst_${'2'.repeat(32)}` } }, true],
    [{ destination: { ...place.destination, tags: ['x'] } }, true],
    [{ destination: { type: 'webhook', url: 'https://example.com' } }, true],
    [{ id: 'b' }, true],
  ])('is what %j does: %s', (change, is) => {
    expect(handsOverElsewhere([{ ...rule, ...change }], [rule])).toBe(is);
  });
});

describe('A preset', () => {
  it('is one rule however often it is asked for, a minute after the end, and waits for word', () => {
    expect(ruleOfPreset('took-part', place)).toEqual({
      ...{ id: 'tookpart', name: 'Took part', anchor: 'end', offsetMinutes: 1, audience: 'participants' },
      ...{ unknown: 'wait', ...place },
    });
    expect(
      ruleOfPreset('did-not-take-part', { ...place, id: 'b', name: 'B', offsetMinutes: 9 }),
    ).toMatchObject({
      ...{ id: 'b', name: 'B', offsetMinutes: 9, audience: 'non-participants' },
    });
    expect(ruleOfPreset('saw-the-pitch', place)).toMatchObject({
      anchor: 'start',
      offsetMinutes: 60,
      audience: 'online',
    });
  });
});

describe('The counts of a run', () => {
  it('tell the median and the worst of those that were delivered at once', () => {
    const delivered = (second: number, more: object = {}) => ({
      ...{ status: 'delivered' as const, round: 1, dueAt: '2027-03-01T11:00:00Z' },
      ...{ finishedAt: `2027-03-01T11:00:${String(second).padStart(2, '0')}Z`, ...more },
    });
    const waiting = { status: 'pending' as const, round: 1, undecidedUntil: at };
    expect(
      countDeliveries([delivered(9), delivered(1), delivered(4), delivered(59, { round: 2 }), waiting]),
    ).toEqual({
      counts: { pending: 0, delivered: 4, failed: 0, 'switched-off': 0, skipped: 0, undecided: 1 },
      late: { medianSeconds: 4, worstSeconds: 9 },
    });
    expect(countDeliveries([])).not.toHaveProperty('late.medianSeconds');
  });
});
