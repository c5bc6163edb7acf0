import { globSync, readFileSync } from 'node:fs';
import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { dispatchChanges } from '../../functions/dispatcher/dispatch-changes.ts';
import { runJob } from '../../functions/jobs/job-registry.ts';
import { ruleRuns } from '../../functions/schedules/rule-runs.ts';
import { sweep } from '../../functions/sweeper/sweeps.ts';
import { putDue } from '../../shared/attendance/table/presence-due-items.ts';
import type { Event } from '../../shared/events/domain/event.ts';
import { sessionChangeBetween, sessionChangeRunId } from '../../shared/events/domain/session-change.ts';
import type { Session } from '../../shared/events/domain/session.ts';
import { ExportRequest, type ExportJob } from '../../shared/exports/domain/export-job.ts';
import { beginExport } from '../../shared/exports/usecases/begin-export.ts';
import { exportKind } from '../../shared/exports/usecases/export-kind.ts';
import type { Delivery, NewDelivery } from '../../shared/handovers/domain/delivery.ts';
import { runDestinationPut } from '../../shared/handovers/table/run-destination-items.ts';
import { insertDeliveries } from '../../shared/handovers/table/delivery-items.ts';
import { deliver, messageOf } from '../../shared/handovers/usecases/deliver.ts';
import { queueRetries } from '../../shared/handovers/usecases/queue-retries.ts';
import { sendWaiting } from '../../shared/handovers/usecases/send-waiting.ts';
import { putDestination } from '../../shared/destinations/table/destination-items.ts';
import { jobKey } from '../../shared/jobs/table/job-keys.ts';
import { jobSlice } from '../../shared/jobs/usecases/job-slice.ts';
import { ReminderRule } from '../../shared/mail/domain/reminder-rule.ts';
import { onSessionChanged } from '../../shared/mail/usecases/on-session-changed.ts';
import { takeUpUnmailed } from '../../shared/mail/usecases/take-up-unmailed.ts';
import { setReminders } from '../../shared/mail/usecases/set-reminders.ts';
import { Notice, noticeIdOf } from '../../shared/notices/domain/notice.ts';
import { setNotice } from '../../shared/notices/table/notice-items.ts';
import { openWindow } from '../../shared/notices/table/window-items.ts';
import { noteActs } from '../../shared/notices/usecases/note-acts.ts';
import { transact } from '../../shared/platform/table/transact.ts';
import type { TableChange } from '../../shared/platform/table/read-change.ts';
import { newId } from '../../shared/platform/values/ids.ts';
import { insertRegistrations } from '../../shared/registrations/table/insert-registrations.ts';
import { placeInLine } from '../../shared/registrations/domain/line.ts';
import type { Registration } from '../../shared/registrations/domain/registration.ts';
import { putOffers } from '../../shared/registrations/table/waiting-list/offer-items.ts';
import { putNewcomers } from '../../shared/registrations/table/line-items.ts';
import { registrationKey } from '../../shared/registrations/table/registration-keys.ts';
import { giveSeats } from '../../shared/registrations/usecases/give-seats.ts';
import { ruleKinds } from '../../shared/registries/rule-kinds.ts';
import { runIdOf } from '../../shared/rules/domain/fire.ts';
import { onScheduleFired } from '../../shared/rules/usecases/on-schedule-fired.ts';
import { fireAt } from '../../shared/rules/usecases/plan-schedules.ts';
import { putDueFires } from '../../shared/rules/table/due-items.ts';
import { listRules } from '../../shared/rules/table/rule-items.ts';
import { runRule } from '../../shared/rules/usecases/run-rule.ts';
import { identityKey } from '../support/run-jobs.ts';
import { noReach } from '../support/memory-secrets.ts';
import { NOW, planDeps, storedEvent, storedSession } from '../support/factories.ts';
import { bulkRunner, idsOf } from '../support/run-bulk.ts';
import { jobDeps, type TestClock } from '../support/run-jobs.ts';
import { storedPeople } from '../support/stored-people.ts';
import { TestQueue } from '../support/test-queue.ts';
import { useLocalAws } from '../support/use-local-aws.ts';

const MINUTE = 60_000;
const QUEUES = ['confirmations', 'bulk', 'jobs', 'schedules', 'runs', 'deliveries', 'seats'] as const;
type QueueName = (typeof QUEUES)[number];

const aws = useLocalAws();
const clock: TestClock = { now: NOW };
const now = () => clock.now;
let queues: Record<QueueName, TestQueue>;
let count = 0;

beforeAll(() => {
  // The waits between two attempts at sending.
  vi.spyOn(Math, 'random').mockReturnValue(0);
});
beforeEach(() => {
  clock.now = NOW;
  queues = Object.fromEntries(QUEUES.map((name) => [name, new TestQueue(now)])) as typeof queues;
  count += 1;
});

/** Something that is to be said on a queue, ready to happen. */
interface Sending {
  /** Throws when it did not say all. */
  run: () => Promise<unknown>;
  /** Who comes next where it failed; the same again unless said otherwise. */
  next?: () => Promise<unknown>;
  /** All that is to be said. */
  wanted: string[];
}

interface Sender {
  what: string;
  file: string;
  queue: QueueName;
  /** What of the wanted a message says. */
  says: (body: never) => string[];
  arrange: () => Promise<Sending>;
}

const opened = () =>
  Object.fromEntries(QUEUES.map((name) => [name, queues[name].queue])) as Record<
    QueueName,
    TestQueue['queue']
  >;
const worker = () => ({ owner: `worker-${clock.now}`, mayGoOn: () => true });
const afterItsLease = () => {
  clock.now += 10 * MINUTE;
};
const swept = () => {
  clock.now += 10 * MINUTE;
  return sweep({ ...aws, ...opened(), givenUp: {}, now });
};
const ofPeople = ({ participantIds }: { participantIds: string[] }) => participantIds;
const ofJob = ({ jobId }: { jobId?: string }) => (jobId === undefined ? [] : [jobId]);
const ofPerson = ({ participantId }: { participantId: string }) => [participantId];
const newExport = () => beginExport({ ...planDeps(aws.table), now }, ExportRequest.parse({}), 'test');

const ofWindow = ({ actsToTell }: { actsToTell?: { noticeId: string } }) =>
  actsToTell ? [actsToTell.noticeId] : [];
const digitsOf = (prefix: string) => `${prefix}_${String(count).padStart(32, '0')}`;
/** So many organizers who want a mail of who registers. */
async function askedFor(many: number): Promise<string[]> {
  const ids = Array.from({ length: many }, (_, n) => noticeIdOf(`${count} ${n}`));
  const mail = { address: 'ann@example.com', addressId: digitsOf('par'), locale: 'en', acts: ['registered'] };
  for (const id of ids)
    await setNotice(aws.table, Notice.parse({ id, mail, updatedAt: new Date(NOW).toISOString() }));
  return ids;
}

/** An event whose one session starts in two days, and so many who are registered. */
async function registered(people: number): Promise<{ event: Event; session: Session; ids: string[] }> {
  const event = await storedEvent(aws.table, { timeZone: 'Africa/Abidjan' });
  const session = await storedSession(aws.table, event, { startsAt: '2027-03-03T10:00' });
  const ids = idsOf(await storedPeople(aws.table, `sender${count}-`, people));
  for (let start = 0; start < ids.length; start += 25)
    await insertRegistrations(
      aws.table,
      ids.slice(start, start + 25).map((participantId) => ({
        ...{ participantId, sessionId: session.id, eventId: event.id, status: 'registered' as const },
        ...{ source: 'import' as const, answers: {}, linkEpoch: 1, mailRound: 1 },
        createdAt: new Date(NOW - 60 * MINUTE).toISOString(),
      })),
    );
  return { event, session, ids };
}

async function remindedAt(event: Event, session: Session, offsets: number[]) {
  const rules = offsets.map((offsetMinutes) =>
    ReminderRule.parse({ id: `m${-offsetMinutes}`, anchor: 'start', offsetMinutes }),
  );
  await setReminders({ ...planDeps(aws.table), now }, event.id, rules, undefined);
  return (await listRules(aws.table, event.id)).map((rule) => fireAt(session, rule));
}

async function deliveries(detail: Partial<Delivery> = {}): Promise<Delivery[]> {
  const runId = newId('blk', now(), planDeps(aws.table).random);
  const people = await storedPeople(aws.table, `delivery${count}-`, 2);
  const made = people.map(({ id }): NewDelivery => ({
    ...{ runId, participantId: id, status: 'pending', attempts: 0, round: 1, body: '{}', log: [] },
    ...{ createdAt: new Date(NOW).toISOString(), nextAttemptAt: new Date(NOW).toISOString() },
    ...detail,
  }));
  await insertDeliveries(aws.table, made);
  return made;
}

const imageOf = async (key: { pk: string; sk: string }) =>
  (await aws.table.client.send(new GetCommand({ TableName: aws.table.name, Key: key }))).Item!;

/** The stream's reader hands back what it could not say, and gets it again. */
function dispatching(images: Record<string, unknown>[], wanted: string[]): Sending {
  let open = images.map((after, at): TableChange => ({ sequence: String(at), before: undefined, after }));
  const run = async () => {
    const failed = await dispatchChanges({ table: aws.table, failures: aws.failures, ...opened() }, open);
    open = open.filter(({ sequence }) => failed.includes(sequence));
    if (open.length > 0) throw new Error('Some changes failed.');
  };
  return { run, wanted };
}

async function dispatchRegistrations(detail: object): Promise<Sending> {
  const { session, ids } = await registered(2);
  const images = await Promise.all(ids.map((id) => imageOf(registrationKey(session.id, id))));
  return dispatching(
    images.map((image) => ({ ...image, ...detail })),
    ids,
  );
}

const askingFor = (sessionId: string, eventId: string): Registration => ({
  ...{ participantId: `par_${'0'.repeat(32)}`, sessionId, eventId, status: 'waitlisted' },
  ...{ source: 'self-registration', answers: {}, linkEpoch: 1, mailRound: 1 },
  ...{ createdAt: new Date(NOW).toISOString(), place: placeInLine(new Date(NOW).toISOString()) },
});

const dispatcher = 'functions/dispatcher/dispatch-changes.ts';
const senders: Sender[] = [
  // The first: it looks only while few messages wait, and later there are more registrations than that.
  {
    ...{ what: 'the sweeper: mails nobody heard of', file: 'shared/mail/usecases/take-up-unmailed.ts' },
    ...{ queue: 'confirmations', says: ofPerson },
    arrange: async () => {
      const { ids } = await registered(2);
      return { run: () => takeUpUnmailed({ table: aws.table, ...opened(), now }), wanted: ids };
    },
  },
  {
    ...{ what: 'a mailing', file: 'shared/mail/usecases/queue-mails.ts', queue: 'bulk', says: ofPeople },
    arrange: async () => {
      const wanted = idsOf(await storedPeople(aws.table, `mailing${count}-`, 30));
      const action = { type: 'mail', subject: 'News', text: 'Hello' };
      const id = await bulkRunner(() => aws, clock).begin(action, { ids: wanted });
      const run = () => runJob(jobDeps(aws, clock, opened()), id, worker());
      return { run, next: () => (afterItsLease(), run()), wanted };
    },
  },
  {
    ...{ what: 'a reminder', file: 'shared/mail/usecases/queue-mails.ts', queue: 'bulk', says: ofPeople },
    arrange: async () => {
      const { event, session, ids: wanted } = await registered(30);
      const [fire] = await remindedAt(event, session, [-60]);
      clock.now = Date.parse(fire!.dueAt);
      await onScheduleFired({ table: aws.table, ruleKinds, now }, fire!);
      const run = () =>
        runRule(
          { table: aws.table, now, ...opened(), identityKey: () => Promise.resolve(identityKey) },
          ruleRuns,
          runIdOf(fire!),
          worker(),
        );
      return { run, next: () => (afterItsLease(), run()), wanted };
    },
  },
  {
    ...{
      what: 'the change of a session',
      file: 'shared/mail/usecases/queue-mails.ts',
      queue: 'bulk',
      says: ofPeople,
    },
    arrange: async () => {
      const { session, ids: wanted } = await registered(30);
      const cancelledAt = new Date(NOW).toISOString();
      const after = { ...session, cancelledAt, scheduleVersion: session.scheduleVersion };
      const news = sessionChangeBetween({ ...session, scheduleVersion: -1 }, after)!;
      expect(await onSessionChanged({ table: aws.table, now }, news)).toBe('begun');
      const id = sessionChangeRunId(news);
      const run = () =>
        runRule(
          { table: aws.table, now, ...opened(), identityKey: () => Promise.resolve(identityKey) },
          ruleRuns,
          id,
          worker(),
        );
      return { run, next: () => (afterItsLease(), run()), wanted };
    },
  },
  {
    ...{ what: 'a slice', file: 'shared/jobs/usecases/job-slice.ts', queue: 'jobs', says: ofJob },
    arrange: async () => {
      const { id } = await newExport();
      const deps = { table: aws.table, continueOn: queues.jobs.queue, now };
      const work = { kind: exportKind, takeFurther: (_: object, job: ExportJob) => Promise.resolve(job) };
      return { run: () => jobSlice(deps, [work], id, worker()), next: swept, wanted: [id] };
    },
  },
  {
    ...{
      what: 'the sweeper: jobs',
      file: 'shared/jobs/usecases/take-up-jobs.ts',
      queue: 'jobs',
      says: ofJob,
    },
    arrange: async () => ({ run: swept, wanted: [(await newExport()).id, (await newExport()).id] }),
  },
  {
    ...{ what: 'the sweeper: fires', file: 'shared/rules/usecases/take-up-fires.ts', queue: 'schedules' },
    says: ({ missed }: { missed?: { sessionId: string; ruleId: string } }) =>
      missed ? [`${missed.sessionId} ${missed.ruleId}`] : [],
    arrange: async () => {
      const { event, session } = await registered(0);
      const fires = await remindedAt(event, session, [-60, -61]);
      await putDueFires(aws.table, fires);
      clock.now = Math.max(...fires.map(({ dueAt }) => Date.parse(dueAt)));
      return { run: swept, wanted: fires.map(({ sessionId, ruleId }) => `${sessionId} ${ruleId}`) };
    },
  },
  {
    ...{ what: 'the sweeper: plans', file: 'shared/rules/usecases/take-up-plans.ts', queue: 'schedules' },
    says: ({ plan }: { plan?: { sessionId?: string } }) => (plan?.sessionId ? [plan.sessionId] : []),
    arrange: async () => {
      const sessions = [(await registered(0)).session, (await registered(0)).session];
      return { run: swept, wanted: sessions.map(({ id }) => id) };
    },
  },
  {
    ...{ what: 'the sweeper: deliveries', file: 'shared/handovers/usecases/take-up-deliveries.ts' },
    ...{ queue: 'deliveries', says: ofPerson },
    arrange: async () => ({
      run: swept,
      wanted: (await deliveries()).map(({ participantId }) => participantId),
    }),
  },
  {
    ...{ what: 'a waking of retries', file: 'shared/handovers/usecases/queue-retries.ts' },
    ...{ queue: 'deliveries', says: ofPerson },
    arrange: async () => {
      const made = await deliveries();
      const retry = { until: new Date(NOW).toISOString() };
      return {
        run: () => queueRetries({ table: aws.table, ...opened() }, retry, () => true),
        wanted: made.map(({ participantId }) => participantId),
      };
    },
  },
  {
    ...{ what: 'a destination that is on again, for what goes on', queue: 'schedules' },
    file: 'shared/handovers/usecases/send-waiting.ts',
    says: ({ switchedOn }: { switchedOn: { destinationId: string } }) => [switchedOn.destinationId],
    arrange: async () => {
      const destinationId = newId('dst', now(), planDeps(aws.table).random);
      await putDestination(aws.table, {
        ...{ id: destinationId, type: 'webhook', name: 'CRM', settings: {}, enabled: true, secretRound: 0 },
        ...{ createdAt: new Date(NOW).toISOString(), createdBy: 'anna', version: 1 },
      });
      const run = () =>
        sendWaiting({ table: aws.table, now, schedules: opened().schedules }, { destinationId }, () => false);
      return { run, wanted: [destinationId] };
    },
  },
  {
    ...{ what: 'a waking of retries that goes on', file: 'shared/handovers/usecases/queue-retries.ts' },
    queue: 'schedules',
    says: ({ retry }: { retry: { until: string } }) => [retry.until],
    arrange: async () => {
      await deliveries();
      const retry = { until: new Date(NOW).toISOString() };
      const run = () => queueRetries({ table: aws.table, ...opened() }, retry, () => false);
      return { run, wanted: [retry.until] };
    },
  },
  {
    ...{ what: 'an attempt that is to be repeated', file: 'shared/handovers/usecases/deliver.ts' },
    ...{ queue: 'deliveries', says: ofPerson },
    arrange: async () => {
      const [delivery] = await deliveries();
      const url = 'https://crm.example.com/hook';
      const { runId } = delivery!;
      await transact(aws.table, [
        runDestinationPut(aws.table, { runId, url, secret: 'whsec_x' }, new Date(NOW).toISOString()),
      ]);
      const deps = { table: aws.table, deliveries: queues.deliveries.queue, now, jitter: () => 0 };
      const webhooks = {
        post: () => Promise.resolve({ status: 500, bodyStart: '', durationMs: 1 }),
        close: () => Promise.resolve(),
      };
      const retries = { ensure: () => Promise.reject(new Error('This one is for the queue.')) };
      return {
        run: () => deliver({ ...deps, webhooks, reach: noReach, retries }, messageOf(delivery!)),
        next: swept,
        wanted: [delivery!.participantId],
      };
    },
  },
  {
    ...{ what: 'the dispatcher: confirmations', file: dispatcher, queue: 'confirmations', says: ofPerson },
    arrange: () => dispatchRegistrations({}),
  },
  {
    ...{ what: 'the dispatcher: mails to many', file: dispatcher, queue: 'bulk', says: ofPerson },
    arrange: () => dispatchRegistrations({ invitedBy: 'blk_1' }),
  },
  {
    ...{ what: 'the dispatcher: jobs', file: dispatcher, queue: 'jobs', says: ofJob },
    arrange: async () => {
      const ids = [(await newExport()).id, (await newExport()).id];
      return dispatching(await Promise.all(ids.map((id) => imageOf(jobKey(id)))), ids);
    },
  },
  {
    ...{ what: 'the dispatcher: schedules', file: dispatcher, queue: 'schedules' },
    says: ({ plan }: { plan: { sessionId: string } }) => [plan.sessionId],
    arrange: async () => {
      const sessions = [(await registered(0)).session, (await registered(0)).session];
      const images = sessions.map((session) => ({ entity: 'session', ...session }));
      return dispatching(
        images,
        sessions.map(({ id }) => id),
      );
    },
  },
  {
    ...{ what: 'the dispatcher: deliveries', file: dispatcher, queue: 'deliveries', says: ofPerson },
    arrange: async () => {
      const made = await deliveries();
      const images = made.map((delivery) => ({ entity: 'delivery', ...delivery }));
      return dispatching(
        images,
        made.map(({ participantId }) => participantId),
      );
    },
  },
  {
    ...{ what: 'the dispatcher: seats', file: dispatcher, queue: 'seats' },
    says: ({ sessionId }: { sessionId: string }) => [sessionId],
    arrange: async () => {
      const sessions = [(await registered(0)).session, (await registered(0)).session];
      return dispatching(
        sessions.map(({ id: sessionId }) => ({ entity: 'newcomer', sessionId })),
        sessions.map(({ id }) => id),
      );
    },
  },
  {
    ...{ what: 'the allocator that goes on', file: 'shared/registrations/usecases/give-seats.ts' },
    ...{ queue: 'seats', says: ({ sessionId }: { sessionId: string }) => [sessionId] },
    arrange: async () => {
      const { id } = (await registered(0)).session;
      const pause = () => Promise.resolve();
      const deps = { table: aws.table, seats: queues.seats.queue, now, pause, mayGoOn: () => false };
      return { run: () => giveSeats(deps, id), wanted: [id] };
    },
  },
  {
    ...{ what: 'the sweeper: lines', file: 'shared/registrations/usecases/take-up-lines.ts' },
    ...{ queue: 'seats', says: ({ sessionId }: { sessionId: string }) => [sessionId] },
    arrange: async () => {
      const event = await storedEvent(aws.table);
      // Sooner than all before: the next sessions are looked at first.
      const startsAt = `2027-03-01T${20 - Math.floor(count / 60)}:${String(59 - (count % 60)).padStart(2, '0')}`;
      const limited = [1, 2].map((capacity) => storedSession(aws.table, event, { capacity, startsAt }));
      const sessions = await Promise.all(limited);
      for (const { id: sessionId } of sessions)
        await putNewcomers(aws.table, [askingFor(sessionId, event.id)]);
      return { run: swept, wanted: sessions.map(({ id }) => id) };
    },
  },
  {
    ...{ what: 'the sweeper: offers', file: 'shared/registrations/usecases/waiting-list/take-up-offers.ts' },
    ...{ queue: 'seats', says: ({ sessionId }: { sessionId: string }) => [sessionId] },
    arrange: async () => {
      const event = await storedEvent(aws.table);
      const sessions = await Promise.all(
        [1, 2].map((capacity) => storedSession(aws.table, event, { capacity })),
      );
      const until = new Date(clock.now).toISOString();
      for (const { id: sessionId } of sessions)
        await putOffers(aws.table, { sessionId, until, step: '1', offers: [] });
      return { run: swept, wanted: sessions.map(({ id }) => id) };
    },
  },
  {
    ...{ what: 'the sweeper: presence', file: 'shared/attendance/usecases/settle-presence.ts' },
    ...{
      queue: 'schedules',
      says: ({ presence }: { presence?: { sessionId: string } }) => (presence ? [presence.sessionId] : []),
    },
    arrange: async () => {
      const event = await storedEvent(aws.table);
      const sessions = await Promise.all([1, 2].map(() => storedSession(aws.table, event)));
      const dueAt = new Date(clock.now).toISOString();
      for (const { id: sessionId } of sessions) await putDue(aws.table, { sessionId, dueAt, turn: 'end' });
      return { run: swept, wanted: sessions.map(({ id }) => id) };
    },
  },
  {
    ...{ what: 'an act of which several are told', file: 'shared/notices/usecases/note-acts.ts' },
    ...{ queue: 'bulk', says: ofWindow },
    arrange: async () => {
      const notices = await askedFor(3);
      const done = { act: 'registered' as const, round: 1 };
      const ids = { eventId: digitsOf('evt'), sessionId: digitsOf('ses'), participantId: digitsOf('par') };
      const run = () =>
        noteActs(
          { table: aws.table, bulk: opened().bulk, now },
          { acts: [{ ...ids, ...done }], at: new Date(NOW).toISOString() },
        );
      // Those that are left are opened by the same again; what was opened and not said, the sweeper says.
      return { run, next: () => run().then(swept).then(swept), wanted: notices };
    },
  },
  {
    ...{ what: 'the sweeper: acts', file: 'shared/notices/usecases/take-up-notices.ts' },
    ...{ queue: 'bulk', says: ofWindow },
    arrange: async () => {
      const notices = await askedFor(2);
      const until = new Date(clock.now).toISOString();
      for (const noticeId of notices) await openWindow(aws.table, { noticeId, until }, digitsOf('evt'));
      return { run: swept, wanted: notices };
    },
  },
];

/** What the queue has been told of the wanted, sorted, as often as it was told. */
const told = ({ queue, says }: Sender, { wanted }: Sending): string[] =>
  queues[queue].bodies
    .flatMap((body) => says(body as never))
    .filter((one) => wanted.includes(one))
    .sort();

/** The queue refuses the first entry that it meets of the wanted: so often, in all. */
function refuseOne({ queue, says }: Sender, { wanted }: Sending, times: number): () => number {
  let victim: string | undefined;
  let refused = 0;
  queues[queue].refuses = (body) => {
    const one = JSON.stringify(body);
    if (victim === undefined && says(body as never).some((said) => wanted.includes(said))) victim = one;
    if (one !== victim || refused >= times) return false;
    refused += 1;
    return true;
  };
  return () => refused;
}

describe.each(senders.map((sender) => [sender.what, sender] as const))('What %s says', (_, sender) => {
  it('is said by the next run when the queue refuses one entry for good, which fails this one', async () => {
    const sending = await sender.arrange();
    const refused = refuseOne(sender, sending, Infinity);
    await expect(sending.run()).rejects.toThrow();
    expect(refused()).toBeGreaterThan(0);
    expect(new Set(told(sender, sending)).size).toBeLessThan(sending.wanted.length);
    queues[sender.queue].refuses = () => false;
    await (sending.next ?? sending.run)();
    expect([...new Set(told(sender, sending))]).toEqual(sending.wanted.toSorted());
  });

  it('is said exactly once when the queue refuses one entry once', async () => {
    const sending = await sender.arrange();
    const refused = refuseOne(sender, sending, 1);
    await sending.run();
    expect(refused()).toBe(1);
    expect(told(sender, sending)).toEqual(sending.wanted.toSorted());
  });
});

it('Every file that sends to a queue is tried here', () => {
  const sending = globSync(['functions/**/*.ts', 'shared/**/*.ts']).filter((file) =>
    /import \{[^}]*\b(sendMessages|sendAll)\b[^}]*\} from/.test(readFileSync(file, 'utf8')),
  );
  const others = ['shared/platform/queue/send-all.ts'];
  const tried = new Set(senders.map(({ file }) => file));
  expect(sending.filter((file) => !others.includes(file)).sort()).toEqual([...tried].sort());
});
