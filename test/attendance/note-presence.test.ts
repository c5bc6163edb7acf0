import { beforeAll, describe, expect, it } from 'vitest';
import { servePresence } from '../../functions/presence/serve-presence.ts';
import { getSummary } from '../../shared/attendance/table/summary-items.ts';
import { wantedJudgement } from '../../shared/attendance/table/turn-items.ts';
import { settlePresence } from '../../shared/attendance/usecases/settle-presence.ts';
import type { Event } from '../../shared/events/domain/event.ts';
import type { Session } from '../../shared/events/domain/session.ts';
import { makeLinkToken, type LinkPurpose } from '../../shared/platform/access/link-token.ts';
import { getRegistration } from '../../shared/registrations/table/registration-items.ts';
import { cancelRegistration } from '../../shared/registrations/usecases/cancel-registration.ts';
import { organizerRoutes } from '../support/api/organizer-routes.ts';
import { storedEvent, storedSession, testAct } from '../support/factories.ts';
import { callerOf } from '../support/http-events.ts';
import { idOf, linkKeys, registered } from '../support/registrants.ts';
import { useJobs } from '../support/use-jobs.ts';

const { aws, clock, finish } = useJobs();
const names = ['ann', 'bob', 'cid', 'dan'] as const;
const mail = (name: string) => `${name}@presence.example.com`;
const MINUTE = 60_000;
let event: Event;
let session: Session;
let start: number;

const tokenOf = (name: string, purpose: LinkPurpose = 'join', more = {}) =>
  makeLinkToken(linkKeys[0]!, purpose, {
    ...{ sessionId: session.id, participantId: idOf(mail(name)), linkEpoch: 1, email: mail(name), ...more },
  });
const routes = (table = aws.table) =>
  servePresence({ table, linkKeys: () => Promise.resolve(linkKeys), now: () => clock.now });
const post = (json: unknown, table = aws.table) =>
  callerOf(routes(table))('POST /v1/presence', {
    body: JSON.stringify(json),
    headers: { 'content-type': 'text/plain' },
  });
const tell = async (name: string, state: string, at: number) => {
  clock.now = start + at;
  return post({ token: tokenOf(name), state });
};
const admin = (key: string, json?: unknown) =>
  callerOf(organizerRoutes(aws, () => clock.now))(key, {
    params: { sessionId: session.id },
    groups: '[admin]',
    ...(json !== undefined && { json }),
  });
const online = async () => (await admin('GET /v1/sessions/{sessionId}/online')).json();
const attendanceOf = async (name: string) => {
  const { attendance } = (await getRegistration(aws.table, session.id, idOf(mail(name))))!;
  return [attendance?.state, attendance?.seconds];
};

beforeAll(async () => {
  event = await storedEvent(aws.table, { attendanceThreshold: 50 });
  // In this hour of Berlin the clocks go forward: it is an hour all the same.
  session = await storedSession(aws.table, event, { startsAt: '2027-03-28T01:30', durationMinutes: 60 });
  start = Date.parse(session.startsAtUtc);
  for (const name of names) await registered(aws, event, session, { email: mail(name) });
});

describe('A join page that says that its person is in the room', () => {
  it('is refused alike whatever is wrong with its link, and nothing changes', async () => {
    clock.now = start;
    const registration = (await getRegistration(aws.table, session.id, idOf(mail('dan'))))!;
    await cancelRegistration(aws.table, registration, testAct, false);
    const tokens = {
      forged: `${tokenOf('ann').slice(0, -2)}AA`,
      none: '',
      'of another purpose': tokenOf('ann', 'confirm'),
      'of nobody': tokenOf('nobody'),
      old: tokenOf('ann', 'join', { linkEpoch: 7 }),
      'of a place that was cancelled': tokenOf('dan'),
      'of a moderator': tokenOf('ann', 'moderate'),
    };
    const answers = await Promise.all(Object.values(tokens).map((token) => post({ token, state: 'join' })));
    for (const answer of answers) expect([answer.status, answer.body]).toEqual([404, answers[0]!.body]);
    expect(await online()).toMatchObject({ online: 0, items: [], peak: null });
    const wrong = await post({ token: 'x', state: 'there', shoe: 43 });
    expect([wrong.status, wrong.json().errors.length]).toEqual([422, 2]);
  });

  it('does not count before the room opens, nor long after its end', async () => {
    expect((await tell('ann', 'join', -31 * MINUTE)).json()).toEqual({ counts: false });
    expect((await tell('ann', 'join', 120 * MINUTE)).json()).toEqual({ counts: false });
  });

  it('costs at most 40 write units an hour, its verdict included', async () => {
    const counting = aws.countingTable();
    let memo: string | undefined;
    for (let at = 0; at < 30 * MINUTE; at += 29_000) {
      clock.now = start + at;
      const state = at === 0 ? 'join' : 'beat';
      const answer = await post({ token: tokenOf('ann'), state, memo }, counting.table);
      memo = answer.json().memo;
    }
    // Half an hour costs half of it, with the three first ones and what the session costs once.
    expect(counting.writes()).toBeLessThanOrEqual(17 + 4);
  });

  it('is online until two minutes after the last word of it', async () => {
    await tell('bob', 'join', 29 * MINUTE);
    expect(await online()).toMatchObject({ online: 2, items: [{}, {}], peak: { online: 2 } });
    await tell('ann', 'leave', 30 * MINUTE);
    expect((await online()).items.map(({ email }: { email: string }) => email)).toEqual([mail('bob')]);
    clock.now = start + 31 * MINUTE;
    expect((await online()).online).toBe(0);
  });

  it('may stand in a room elsewhere, which tells who is there by address or registration', async () => {
    clock.now = start + 32 * MINUTE;
    const key = 'POST /v1/sessions/{sessionId}/presence';
    expect((await admin(key, { email: mail('CID'), state: 'join' })).json()).toEqual({ counts: true });
    clock.now = start + 33 * MINUTE;
    const registrationId = `${session.id.slice(4)}-${idOf(mail('cid')).slice(4)}`;
    expect((await admin(key, { registrationId, state: 'leave' })).json()).toEqual({ counts: true });
    for (const who of [{ email: 'no@example.com' }, { registrationId: 'x' }, { email: mail('dan') }])
      expect((await admin(key, { ...who, state: 'join' })).status).toBe(404);
    for (const who of [{}, { email: 'a@example.com', registrationId }])
      expect((await admin(key, { ...who, state: 'join' })).status).toBe(422);
  });

  it('is what its person is judged by, soon after the end', async () => {
    const settle = () =>
      settlePresence({ table: aws.table, now: () => clock.now }, { sessionId: session.id });
    clock.now = start + 60 * MINUTE;
    expect(await settle()).toBe('waits for end');
    clock.now += 150_000;
    expect(await settle()).toBe('waits for late');
    await finish((await wantedJudgement(aws.table, session.id))!);
    expect(await attendanceOf('ann')).toEqual(['attended', 1800]);
    expect(await attendanceOf('bob')).toEqual(['absent', 0]);
    expect(await attendanceOf('cid')).toEqual(['absent', 60]);
    expect(await attendanceOf('dan')).toEqual([undefined, undefined]);
    expect(await getSummary(aws.table, session.id)).toMatchObject({ registered: 3, attended: 1, absent: 2 });
    clock.now = start + 180 * MINUTE;
    expect([await settle(), await settle()]).toEqual(['judged', 'done before']);
  });
});
