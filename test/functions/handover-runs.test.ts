import { randomBytes } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { serveEvents } from '../../functions/events/serve-events.ts';
import type { Event } from '../../shared/events/domain/event.ts';
import { ruleKinds } from '../../shared/registries/rule-kinds.ts';
import { onScheduleFired } from '../../shared/rules/usecases/on-schedule-fired.ts';
import { setHandovers } from '../../shared/handovers/usecases/set-handovers.ts';
import { noDestinations } from '../support/memory-secrets.ts';
import { NOW, planDeps, storedEvent, storedSession } from '../support/factories.ts';
import { callerOf, type TestReply } from '../support/http-events.ts';
import { useLocalAws } from '../support/use-local-aws.ts';
import { linkKeys } from '../support/registrants.ts';
import { identityKey } from '../support/run-jobs.ts';
import { HandoverRule } from '../../shared/handovers/domain/handover-rule.ts';

const aws = useLocalAws();
let get: (handoverId: string, query?: Record<string, string>) => Promise<TestReply>;

beforeAll(() => {
  const deps = {
    table: aws.table,
    now: () => NOW,
    random: randomBytes,
    publicOrigin: 'https://turnout.example.com',
    exemptHosts: [],
    ...noDestinations(),
  };
  const call = callerOf(
    serveEvents({
      ...deps,
      identityKey: () => Promise.resolve(identityKey),
      linkKeys: () => Promise.resolve(linkKeys),
      roleClaim: 'cognito:groups',
    }),
  );
  get = (handoverId, query = {}) =>
    call('GET /v1/handovers/{handoverId}/runs', { groups: '[admin]', params: { handoverId }, query });
});

/** An event whose hand-over of this id ran once for each of so many sessions. */
async function ranFor(id: string, sessions: number): Promise<Event> {
  const event = await storedEvent(aws.table, { timeZone: 'UTC' });
  const rule = HandoverRule.parse({
    id,
    anchor: 'end',
    offsetMinutes: 0,
    destination: { type: 'webhook', url: 'https://crm.example.com/hook' },
  });
  await setHandovers(planDeps(aws.table), event.id, [rule], { organizer: { id: 'anna', role: 'admin' } });
  for (let n = 0; n < sessions; n += 1) {
    const session = await storedSession(aws.table, event, { startsAt: `2027-03-0${n + 2}T10:00` });
    const due = `2027-03-0${n + 2}T11:00:00.000Z`;
    const fire = { kind: 'handover', sessionId: session.id, ruleId: id, dueAt: due } as const;
    const taken = { table: aws.table, ruleKinds, now: () => Date.parse(due) };
    expect(await onScheduleFired(taken, fire)).toBe('begun');
  }
  return event;
}
const eventsIn = (reply: TestReply) =>
  (reply.json().items as { eventId: string }[]).map(({ eventId }) => eventId);

describe('The runs of a hand-over', () => {
  it('are those of the one event that has it', async () => {
    const event = await ranFor('alone', 2);
    expect(eventsIn(await get('alone'))).toEqual([event.id, event.id]);
    expect(eventsIn(await get('alone', { eventId: event.id }))).toEqual([event.id, event.id]);
  });

  it('of two events that gave it the same id are told apart, and never mixed', async () => {
    const [one, other] = [await ranFor('shared', 2), await ranFor('shared', 1)];
    const unclear = await get('shared');
    expect(unclear.status).toBe(409);
    expect(unclear.json()).toMatchObject({
      detail: expect.stringContaining('?eventId='),
      errors: [{ field: 'eventId', code: 'ambiguous' }],
    });
    expect(eventsIn(await get('shared', { eventId: one.id }))).toEqual([one.id, one.id]);
    expect(eventsIn(await get('shared', { eventId: other.id }))).toEqual([other.id]);
  });

  it('come in pages whose cursors are good for that event only', async () => {
    const [one, other] = [await ranFor('paged', 2), await ranFor('paged', 1)];
    const first = await get('paged', { eventId: one.id, limit: '1' });
    const { cursor } = first.json() as { cursor: string };
    const second = await get('paged', { eventId: one.id, limit: '1', cursor });
    const dues = [first, second].flatMap((reply) => reply.json().items as { dueAt: string }[]);
    expect(dues.map(({ dueAt }) => dueAt.slice(0, 10))).toEqual(['2027-03-03', '2027-03-02']);
    expect((await get('paged', { eventId: other.id, cursor })).status).toBe(400);
  });

  it('are none of a hand-over that never ran, and a strange event is refused', async () => {
    expect((await get('never')).json()).toEqual({ items: [] });
    expect((await get('never', { eventId: `evt_${'0'.repeat(32)}` })).json()).toEqual({ items: [] });
    expect((await get('never', { eventId: 'x' })).status).toBe(422);
  });
});
