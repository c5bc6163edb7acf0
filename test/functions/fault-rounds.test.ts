import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { seedRandom } from '../../infra/local/endpoint/faults.ts';
import type { FaultRule } from '../../infra/local/seams/ports.ts';
import { BulkAction } from '../../shared/bulk/domain/bulk-job.ts';
import { beginBulk } from '../../shared/bulk/usecases/begin-bulk.ts';
import type { Event } from '../../shared/events/domain/event.ts';
import type { Session } from '../../shared/events/domain/session.ts';
import { ExportRequest } from '../../shared/exports/domain/export-job.ts';
import { beginExport } from '../../shared/exports/usecases/begin-export.ts';
import { createGroup, groupSize } from '../../shared/groups/table/group-items.ts';
import { HandoverRule } from '../../shared/handovers/domain/handover-rule.ts';
import { setHandovers } from '../../shared/handovers/usecases/set-handovers.ts';
import { beginImport, importIdOf } from '../../shared/imports/usecases/begin-import.ts';
import { ReminderRule } from '../../shared/mail/domain/reminder-rule.ts';
import { getMailCounts } from '../../shared/mail/table/mail-count-items.ts';
import { messageNameOf } from '../../shared/mail/usecases/send-confirmation.ts';
import { setReminders } from '../../shared/mail/usecases/set-reminders.ts';
import { idDigits, newId } from '../../shared/platform/values/ids.ts';
import { Registration, registeredSince } from '../../shared/registrations/domain/registration.ts';
import { sessionCounts } from '../../shared/registrations/table/session-counts.ts';
import { register } from '../../shared/registrations/usecases/register.ts';
import { NOW, planDeps, post, storedEvent, storedSession } from '../support/factories.ts';
import { FaultWorld, noChances, type Chances } from '../support/faults/fault-world.ts';
import { idOf } from '../support/registrants.ts';
import { rounds } from '../support/rounds.ts';
import { putFile, readText } from '../support/run-jobs.ts';
import { getJob, type Job } from '../support/stored-jobs.ts';
import { seatFaults } from '../support/seats/seat-world.ts';
import { UTC_ZONE } from '../support/time/time-world.ts';
import { useLocalAws } from '../support/use-local-aws.ts';

const aws = useLocalAws();
const MINUTE = 60_000;
const FIRST_SEED = Number(process.env['FAULT_SEED'] ?? 2);
/** How a trouble's name begins: then each seed has that one. Else they take turns. */
const ONLY = process.env['FAULT_ONLY'];
/** Each day one in which functions die, and one in which everything goes wrong. */
const SEEDS = Array.from({ length: rounds(40, 2) }, (_, n) => FIRST_SEED + n);

interface Trouble {
  name: string;
  chances: Partial<Chances>;
  rules: FaultRule[];
  /** Whether a mail's end may stay unknown: only where somebody died, or SES’s own answer was lost. */
  mayBeUnknown: boolean;
}

const dynamodb = (action: string, kind: FaultRule['kind'], rate: number): FaultRule => ({
  service: 'dynamodb',
  action,
  kind,
  rate,
});
const writes = [
  'PutItem',
  'UpdateItem',
  'DeleteItem',
  'TransactWriteItems',
  'BatchExecuteStatement',
  'BatchWriteItem',
];
const lostAnswers = (rate: number): FaultRule[] => [
  ...writes.map((action) => dynamodb(action, 'timeout-after-success', rate)),
  { service: 's3', action: '*', kind: 'timeout-after-success', rate: rate / 4 },
];
const partly = (rate: number) =>
  ['BatchGetItem', 'BatchExecuteStatement', 'BatchWriteItem'].map((action) =>
    dynamodb(action, 'unprocessed', rate),
  );
const throttled = (rate: number): FaultRule[] => [
  dynamodb('*', 'throttle', rate / 4),
  { service: 'ses', action: '*', kind: 'throttle', rate },
  { service: 's3', action: '*', kind: 'throttle', rate: rate / 4 },
];

const troubles: Trouble[] = [
  { name: 'answers are lost', chances: { untold: 0.5 }, rules: lostAnswers(0.2), mayBeUnknown: false },
  {
    name: 'everything is throttled, conflicts and is done in part',
    chances: { refuses: 0.2, late: 0.2, untold: 0.5 },
    rules: [...throttled(0.15), ...partly(0.3), dynamodb('TransactWriteItems', 'conflict', 0.1)],
    mayBeUnknown: false,
  },
  {
    name: 'functions die, messages come twice and late',
    chances: { dies: 0.2, twice: 0.2, late: 0.2, untold: 0.2 },
    rules: [],
    mayBeUnknown: true,
  },
  {
    name: 'all of that happens, and SES’s answers are lost',
    chances: { dies: 0.08, refuses: 0.1, twice: 0.1, late: 0.1, untold: 0.2 },
    rules: [
      ...lostAnswers(0.05),
      ...throttled(0.06),
      ...partly(0.1),
      dynamodb('TransactWriteItems', 'conflict', 0.05),
      { service: 'ses', action: '*', kind: 'timeout-after-success', rate: 0.06 },
    ],
    mayBeUnknown: true,
  },
  {
    name: 'each key takes little in a second',
    chances: { untold: 0.2 },
    rules: [{ ...dynamodb('*', 'hot-key', 1), limit: { reads: 16, writes: 16 } }],
    mayBeUnknown: false,
  },
  {
    name: 'indexes lag, and messages come twice and late',
    chances: { twice: 0.2, late: 0.2, untold: 0.2 },
    // How long is told by real time, which decides nothing here.
    rules: [{ ...dynamodb('Query', 'stale-index', 0.8), lag: { writes: 8, ms: 60 * MINUTE } }],
    mayBeUnknown: false,
  },
];
const troubleOf = (seed: number): Trouble => {
  const meant = troubles.filter(({ name }) => name.startsWith(ONLY ?? ''));
  return meant[seed % meant.length]!;
};

/** What people did, as they were told that it was done. */
interface Story {
  world: FaultWorld;
  event: Event;
  session: Session;
  crowded: Session;
  groupId: string;
  accepted: [sessionId: string, email: string][];
  importId: string;
  mailingId: string;
  bulkId: string;
  exportId: string;
  /** Who was there when the export was asked for. */
  exported: string[];
}

let world: FaultWorld;
beforeEach(() => {
  // The waits between two attempts: what is tried is what counts here.
  vi.spyOn(Math, 'random').mockReturnValue(0);
  // Seconds pass by calls, for hot keys.
  let now = NOW;
  aws.clock.now = () => (now += 20);
});
afterEach(async () => {
  vi.restoreAllMocks();
  await world.close();
});

const CAPACITY = 4;
/** With those who register more than one message of mails holds. */
const IMPORTED = 24;
const REMINDED_AT = NOW + 20 * MINUTE;
const until = (at: number) => world.advance(at - world.now);
const items = async (entity: string): Promise<Record<string, unknown>[]> => {
  const { client, name: TableName } = aws.untroubled;
  const found: Record<string, unknown>[] = [];
  for (let ExclusiveStartKey: Record<string, unknown> | undefined, more = true; more;) {
    const page = await client.send(new ScanCommand({ TableName, ConsistentRead: true, ExclusiveStartKey }));
    found.push(...(page.Items ?? []));
    ExclusiveStartKey = page.LastEvaluatedKey;
    more = ExclusiveStartKey !== undefined;
  }
  return found.filter((item) => item['entity'] === entity);
};
const FILE = [
  'email,first name',
  ...Array.from({ length: IMPORTED }, (_, n) => `f${n}@example.com,F${n}`),
  'p0@example.com,Known',
  'broken',
];

/** A morning in which all of it goes wrong, and the hours after it in which nothing does. */
async function live(seed: number): Promise<Story> {
  const { chances, rules } = troubleOf(seed);
  world = await FaultWorld.open(aws, seedRandom(seed * 104_729));
  const event = await storedEvent(aws.table, { timeZone: UTC_ZONE });
  const other = await storedEvent(aws.table, { timeZone: UTC_ZONE, doubleOptIn: true });
  const times = { startsAt: '2027-03-01T10:20', durationMinutes: 10 };
  const session = await storedSession(aws.table, event, times);
  const crowded = await storedSession(aws.table, event, { startsAt: '2027-03-02T10:00', capacity: CAPACITY });
  const asked = await storedSession(aws.table, other, { startsAt: '2027-03-02T12:00' });
  const groupId = newId('grp', NOW, planDeps(aws.table).random);
  await createGroup(aws.table, {
    id: groupId,
    name: 'All',
    createdAt: new Date(NOW).toISOString(),
    version: 1,
  });
  const planned = planDeps(aws.table);
  const reminder = ReminderRule.parse({ id: 'hour', anchor: 'start', offsetMinutes: -60 });
  await setReminders(planned, event.id, [reminder], undefined);
  const crm = {
    id: 'crm',
    anchor: 'end',
    offsetMinutes: 0,
    destination: { type: 'webhook', url: world.receiver.url },
  };
  await setHandovers(planned, event.id, [HandoverRule.parse(crm)], {
    organizer: { id: 'anna', role: 'admin' },
  });
  const file = await putFile(aws, `round-${seed}.csv`, FILE.join('\n'), { session: session.id });
  await world.settle();

  const draw = seedRandom(seed);
  world.receiver.reply = () => (draw() < 0.1 ? 'drop' : { status: 200 });
  world.trouble(seed, { ...noChances, ...chances }, rules);
  const accepted: Story['accepted'] = [];
  const posts = (prefix: string, count: number, of: Event, to: Session) =>
    Array.from({ length: count }, (_, n) => async () => {
      const email = `${prefix}${n}@example.com`;
      const request = post({ email, sessionIds: [to.id] });
      const isTold = await world.request((parts) => register(parts, { event: of, request }), 3);
      if (isTold) accepted.push([to.id, email]);
    });
  for (const act of posts('p', 8, event, session)) await act();
  const importId = importIdOf(file);
  expect(await world.request((parts) => beginImport(parts, file, 'bucket'), 20)).toBe(true);
  await Promise.all(posts('c', 7, event, crowded).map((act) => act()));
  for (const act of posts('d', 3, other, asked)) await act();
  await until(REMINDED_AT - MINUTE);
  const [mailingId, bulkId] = [newId('blk', NOW, planned.random), newId('blk', NOW, planned.random)];
  const order = (id: string, action: object) =>
    world.request(
      (parts) => beginBulk(parts, { id, action: BulkAction.parse(action), selection: { all: true } }, 'anna'),
      20,
    );
  expect(await order(mailingId, { type: 'mail', subject: 'News', text: 'There is news.' })).toBe(true);
  expect(await order(bulkId, { type: 'add-to-group', groupId })).toBe(true);
  await until(REMINDED_AT + 40 * MINUTE);
  const exported = (await items('participant')).map((item) => String(item['email']));
  let exportId = '';
  const ask = (parts: Parameters<typeof beginExport>[0]) =>
    beginExport(parts, ExportRequest.parse({}), 'anna').then(({ id }) => (exportId = id));
  expect(await world.request(ask, 20)).toBe(true);
  await until(REMINDED_AT + 85 * MINUTE);

  world.trouble(0, noChances, []);
  world.receiver.reply = () => ({ status: 200 });
  await world.advance(8 * 60 * MINUTE, 40 * MINUTE);
  return {
    world,
    event,
    session,
    crowded,
    groupId,
    accepted,
    importId,
    mailingId,
    bulkId,
    exportId,
    exported,
  };
}

const mailed = (messageId: string) => world.mails.filter((mail) => mail.messageId === messageId).length;
const ledger = async (prefix: string) =>
  new Map(
    (await items('mail'))
      .map((item): [string, string] => [String(item['pk']).slice('MAIL#'.length), String(item['state'])])
      .filter(([id]) => id.startsWith(prefix)),
  );
const jobOf = async (id: string) => (await getJob(aws.table, id))!;

/** Whether a function died or failed at a message that named the mail's recipient. */
const wasInterrupted = (messageId: string): boolean =>
  world.interrupted.some((body) => {
    const { participantIds = [] } = body as { participantIds?: string[] };
    return participantIds.some((id) => messageId.includes(idDigits(id)));
  });

/** Each mail of a run went out once, or is told to be unknown, because its sender was interrupted; answers how many are. */
async function checkMails(kind: 'reminder' | 'mailing', meant: number): Promise<number> {
  const states = await ledger(`${kind}-`);
  const unknown = [...states.values()].filter((state) => state === 'unknown').length;
  expect([...states.values()].filter((state) => state !== 'unknown' && state !== 'sent')).toEqual([]);
  expect(states.size).toBe(meant);
  for (const [id, state] of states) {
    expect([id, mailed(id)]).toEqual([id, state === 'sent' ? 1 : Math.min(1, mailed(id))]);
    if (state === 'unknown') expect([id, wasInterrupted(id)]).toEqual([id, true]);
  }
  return unknown;
}

async function checkRegistrations({ session, crowded, accepted }: Story): Promise<Registration[]> {
  const registrations = (await items('registration')).map((item) => Registration.parse(item));
  const there = new Set(registrations.map((one) => `${one.sessionId} ${one.participantId}`));
  for (const [sessionId, email] of accepted) expect(there).toContain(`${sessionId} ${idOf(email)}`);
  for (const one of registrations) {
    const id = messageNameOf(one);
    const copies = mailed(id);
    // Once, and once more only where a function died, or failed, between SES's answer and its own record.
    expect([id, copies >= 1, copies <= 1 + (world.unsure.get(id) ?? 0)]).toEqual([id, true, true]);
  }
  for (const one of [session, crowded]) {
    const { id, capacity } = one;
    const of = registrations.filter((one) => one.sessionId === id);
    const having = (status: string) => of.filter((one) => one.status === status).length;
    const counts = {
      registered: having('registered'),
      waitlisted: having('waitlisted'),
      attended: 0,
      pending: having('pending'),
      invited: 0,
    };
    expect(await sessionCounts(aws.table, id)).toEqual(counts);
    if (capacity === undefined) continue;
    expect(counts.registered).toBe(Math.min(capacity, of.length));
    expect(await seatFaults(aws.table, one)).toEqual([]);
  }
  return registrations;
}

async function checkJobs({ importId, bulkId, exportId, groupId, exported }: Story): Promise<void> {
  const jobs = await Promise.all((await items('job')).map((item) => jobOf(String(item['id']))));
  expect(jobs.filter(({ status }) => status !== 'done')).toEqual([]);
  const { read, created, updated, unchanged, skipped, failed } = countsOf(await jobOf(importId), 'import');
  expect({ read, failed, rest: created + updated + unchanged + skipped }).toEqual({
    read: IMPORTED + 2,
    failed: 1,
    rest: IMPORTED + 1,
  });
  const { chosen, changed, ...others } = countsOf(await jobOf(bulkId), 'bulk');
  expect(chosen).toBe(changed + others.unchanged + others.skipped + others.failed);
  const people = await items('participant');
  const inGroup = people.filter((item) => (item['groups'] as Set<string> | undefined)?.has(groupId));
  expect([inGroup.length, (await items('member')).length, await groupSize(aws.table, groupId)]).toEqual([
    changed,
    changed,
    changed,
  ]);
  const made = await jobOf(exportId);
  if (made.kind !== 'export') throw new Error('The export is another job.');
  const lines = (await readText(aws.exports, made.key)).trim().split(/\r?\n/).slice(1);
  const addresses = lines.map((line) => line.split(',').find((cell) => cell.includes('@')));
  expect(new Set(addresses).size).toBe(made.rows);
  expect(addresses.length).toBe(made.rows);
  expect(new Set(exported).difference(new Set(addresses))).toEqual(new Set());
}

function countsOf<K extends Job['kind']>(
  job: Job,
  kind: K,
): Extract<Job, { kind: K }> extends { counts: infer C } ? C : never {
  if (job.kind !== kind || !('counts' in job)) throw new Error(`The ${kind} is a ${job.kind}.`);
  return job.counts as never;
}

async function checkHandOver(registered: Registration[]): Promise<void> {
  const deliveries = await items('delivery');
  expect(deliveries.map((item) => item['status']).filter((status) => status !== 'delivered')).toEqual([]);
  const ids = deliveries.map((item) => String(item['participantId']));
  expect(new Set(ids)).toEqual(new Set(registered.map((one) => one.participantId)));
  const taken = world.receiver.posts.filter(({ status }) => status === 200);
  for (const id of ids) expect(taken.filter((one) => one.id.endsWith(id.slice(4))).length).toBeGreaterThan(0);
}

/** Whatever is promised was worked on, and while things went wrong. */
function checkWork(): void {
  const kinds = ['imp', 'confirmations', 'fire', 'mailing', 'deliveries', 'blk', 'exp', 'run'];
  const timesOf = (kind: string) => world.worked.get(kind)?.times ?? 0;
  expect(kinds.filter((kind) => timesOf(kind) === 0)).toEqual([]);
  expect([timesOf('fire'), timesOf('mailing')].map((messages) => messages > 1)).toEqual([true, true]);
}

describe('Nothing is lost and nothing comes twice', () => {
  it.each(SEEDS.map((seed): [string, number] => [troubleOf(seed).name, seed]))(
    'when %s, seed %i',
    async (_, seed) => {
      const story = await live(seed);
      checkWork();
      const registrations = await checkRegistrations(story);
      await checkJobs(story);
      const inSession = registrations.filter((one) => one.sessionId === story.session.id);
      const remindedAt = new Date(REMINDED_AT).toISOString();
      const reminded = inSession.filter((one) => registeredSince(one) <= remindedAt);
      const unknown = [await checkMails('reminder', reminded.length), 0];
      const mailing = countsOf(await jobOf(story.mailingId), 'bulk');
      unknown[1] = await checkMails('mailing', mailing.changed);
      const told = await getMailCounts(aws.table, story.mailingId);
      expect(told).toEqual({
        sent: mailing.changed - unknown[1],
        unknown: unknown[1],
        notWanted: 0,
        refused: 0,
        stopped: 0,
      });
      const runs = (await Promise.all((await items('job')).map((item) => jobOf(String(item['id']))))).filter(
        (job) => job.kind === 'reminder',
      );
      expect(runs.map(({ counts }) => counts)).toMatchObject([
        { chosen: reminded.length, unknown: unknown[0] },
      ]);
      await checkHandOver(inSession);
      if (!troubleOf(seed).mayBeUnknown) expect([unknown, world.unsure.size]).toEqual([[0, 0], 0]);
      expect(Object.values(world.queues).map((queue) => queue.length)).toEqual([0, 0, 0, 0, 0, 0]);
      expect([world.queues.confirmations.dead, world.queues.bulk.dead]).toEqual([[], []]);
    },
  );
});
