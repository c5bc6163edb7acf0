import { describe, expect, it } from 'vitest';
import { Fire, isStale, runIdOf } from '../../shared/rules/domain/fire.ts';
import { dueAt, isPlanned, stampRules } from '../../shared/rules/domain/rule.ts';
import { HandoverRule } from '../../shared/handovers/domain/handover-rule.ts';
import { ReminderRule } from '../../shared/mail/domain/reminder-rule.ts';
import { Session } from '../../shared/events/domain/session.ts';

const session = Session.parse({
  id: `ses_${'1'.repeat(32)}`,
  eventId: `evt_${'2'.repeat(32)}`,
  name: 'Pruning',
  startsAt: '2027-03-28T03:30',
  timeZone: 'Europe/Berlin',
  startsAtUtc: '2027-03-28T01:30:00.000Z',
  zoneTable: '2026f',
  durationMinutes: 90,
  createdAt: '2027-03-01T09:00:00.000Z',
});
const rule = (more: Record<string, unknown> = {}) =>
  ReminderRule.parse({ id: 'hour', offsetMinutes: -60, ...more });
const stamp = (wanted: ReminderRule[], before: Parameters<typeof stampRules>[1] = [], now = 'now') =>
  stampRules(wanted, before, () => 'made', now);

describe('A rule', () => {
  it.each([
    ['start', -60, '2027-03-28T00:30:00.000Z'],
    ['start', 0, '2027-03-28T01:30:00.000Z'],
    ['end', 0, '2027-03-28T03:00:00.000Z'],
    ['end', -30, '2027-03-28T02:30:00.000Z'],
    ['start', -24 * 60, '2027-03-27T01:30:00.000Z'],
  ] as const)(
    'at the %s and %i minutes is due at %s, whatever the clocks do',
    (anchor, offsetMinutes, due) => {
      expect(new Date(dueAt({ anchor, offsetMinutes }, session)).toISOString()).toBe(due);
    },
  );

  it('gets an id, a first version and the instant when its moment was set', () => {
    expect(stamp([rule({ id: undefined })])).toMatchObject([{ id: 'made', version: 1, timedAt: 'now' }]);
  });

  it('keeps its version when nothing changed, in whatever order its fields come', () => {
    const [first] = stamp([rule()], [], 'then');
    const shuffled = Object.fromEntries(Object.entries(rule()).reverse()) as ReminderRule;
    expect(stamp([shuffled], [first!])).toEqual([first]);
  });

  it('gets the next version when its text changed, and its moment is as old as before', () => {
    const before = stamp([rule()], [], 'then');
    expect(stamp([rule({ template: 'last-call' })], before)).toMatchObject([{ version: 2, timedAt: 'then' }]);
  });

  it.each([{ offsetMinutes: -30 }, { anchor: 'end' }])('has a new moment with %j', (change) => {
    expect(stamp([rule(change)], stamp([rule()], [], 'then'))).toMatchObject([
      { version: 2, timedAt: 'now' },
    ]);
  });

  it.each([
    { offsetMinutes: 366 * 24 * 60 + 1 },
    { offsetMinutes: 1.5 },
    { offsetMinutes: '5' },
    { offsetMinutes: 5, id: 'UPPER' },
    { offsetMinutes: 5, id: 'a-b' },
    { offsetMinutes: 5, id: `a${'0'.repeat(24)}` },
    { offsetMinutes: 5, template: 'none' },
    { offsetMinutes: 5, extra: true },
    {},
  ])('is refused as %j', (input) => {
    expect(ReminderRule.safeParse(input).success).toBe(false);
    expect(HandoverRule.safeParse(input).success).toBe(false);
  });
});

describe('A run', () => {
  const fire: Fire = {
    kind: 'handover',
    sessionId: session.id,
    ruleId: 'crm',
    dueAt: '2027-03-28T03:00:00.000Z',
  };

  it.each([
    { kind: 'reminder' as const },
    { ruleId: 'other' },
    { sessionId: `ses_${'3'.repeat(32)}` },
    { dueAt: '2027-03-28T03:01:00.000Z' },
  ])('is another one for %j', (change) => {
    expect(runIdOf(Fire.parse({ ...fire, ...change }))).not.toBe(runIdOf(fire));
  });
});

describe('A moment of a rule', () => {
  const hour = { id: 'hour', version: 1, anchor: 'start', offsetMinutes: -60 } as const;
  const due = '2027-03-28T00:30:00.000Z';
  const justBefore = '2027-03-28T00:29:59.999Z';

  it.each([
    [{}, {}, true],
    [{ timedAt: justBefore }, { movedAt: justBefore, createdAt: justBefore }, true],
    [{ timedAt: due }, {}, false],
    [{}, { movedAt: due }, false],
    [{}, { createdAt: due }, false],
    [{}, { cancelledAt: '2027-03-02T00:00:00.000Z' }, false],
  ])('of the rule %j and the session %j is to be kept: %s', (ruleMore, sessionMore, isKept) => {
    expect(isPlanned({ ...hour, ...ruleMore }, { ...session, ...sessionMore })).toBe(isKept);
  });

  it.each([
    [due, {}, false],
    ['2027-03-28T00:30:00Z', {}, false],
    [justBefore, {}, true],
    [due, { startsAtUtc: '2027-03-28T01:31:00.000Z' }, true],
    [due, { version: 7, name: 'Other' }, false],
    [due, { cancelledAt: '2027-03-02T00:00:00.000Z' }, true],
  ])('at %s is stale for the session %j: %s', (dueAtThen, sessionMore, isSo) => {
    expect(isStale({ dueAt: dueAtThen }, hour, { ...session, ...sessionMore })).toBe(isSo);
  });

  it('begins one run, whose id says nothing but which it is', () => {
    const fire = Fire.parse({ kind: 'reminders', sessionId: session.id, ruleId: 'hour', dueAt: due });
    expect(runIdOf(fire)).toBe('run_2d82f084e286bdb24972cf77c7ef5901');
    const others = [{ kind: 'x' }, { sessionId: 'x' }, { ruleId: 'x' }, { dueAt: justBefore }];
    expect(new Set([{}, ...others].map((more) => runIdOf({ ...fire, ...more }))).size).toBe(5);
  });
});
