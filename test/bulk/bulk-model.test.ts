import * as fc from 'fast-check';
import { beforeAll, expect, it } from 'vitest';
import type { BulkJob } from '../../shared/bulk/domain/bulk-job.ts';
import type { Event } from '../../shared/events/domain/event.ts';
import { participantIdOf } from '../../shared/people/domain/identity.ts';
import type { Participant } from '../../shared/people/domain/participant.ts';
import type { Session } from '../../shared/events/domain/session.ts';
import { getParticipants } from '../../shared/people/table/participant-items.ts';
import { createVariable } from '../../shared/variables/table/variable-items.ts';
import { optOutOfEverything } from '../../shared/people/usecases/change-wishes.ts';
import { register } from '../../shared/registrations/usecases/register.ts';
import { MailingMessage } from '../../shared/mail/domain/mailing-message.ts';
import { sendMailing } from '../../shared/mail/usecases/send-mailing.ts';
import { NOW, post, storedEvent, storedSession } from '../support/factories.ts';
import { awsTroubles, PART_OF_A_BATCH, useAwsTroubles } from '../support/faults/aws-troubles.ts';
import { useLocalAws } from '../support/use-local-aws.ts';
import { bulkRunner, idsOf } from '../support/run-bulk.ts';
import { neighbours } from '../support/registrants.ts';
import { dyingWorkers, identityKey, type TestClock } from '../support/run-jobs.ts';
import { storedPeople } from '../support/stored-people.ts';
import { isUndoable } from '../support/stored-jobs.ts';
import { rounds } from '../support/rounds.ts';

const aws = useLocalAws();
const troubles = useAwsTroubles(aws);
const patiently: typeof troubles.patiently = (act) => troubles.patiently(act);
let event: Event;
let session: Session;
let groupId: string;
const clock: TestClock = { now: NOW };
const { begin, finish, undo, group, members } = bulkRunner(() => aws, clock);
beforeAll(async () => {
  event = await storedEvent(aws.table);
  session = await storedSession(aws.table, event, { capacity: 2 });
  groupId = await group('model');
  const variable = { name: 'city', label: 'City', createdAt: new Date(NOW).toISOString(), version: 1 };
  await createVariable(aws.table, { ...variable, type: 'text' });
});

const PEOPLE = 3;
const actions = [
  'add-to-group',
  'remove-from-group',
  'set-variable',
  'delete',
  'restore',
  'block',
  'unblock',
  'fix-names',
  'register',
  'invite',
  'mail',
] as const;
const actionOf = (type: (typeof actions)[number]) => ({
  'add-to-group': { type, groupId },
  'remove-from-group': { type, groupId },
  'set-variable': { type, name: 'city', value: 'Riga' },
  delete: { type },
  restore: { type },
  block: { type },
  unblock: { type },
  'fix-names': { type },
  register: { type, sessionId: session.id },
  invite: { type, sessionId: session.id },
  mail: { type, subject: 'Hello', text: 'Hello {{firstName}}' },
});

const who = fc.nat(PEOPLE - 1);
const step = fc.oneof(
  { weight: 5, arbitrary: fc.record({ act: fc.constantFrom(...actions), dies: fc.nat(12) }) },
  { weight: 3, arbitrary: fc.record({ act: fc.constantFrom('block', 'unblock'), dies: fc.nat(12) }) },
  { weight: 4, arbitrary: fc.record({ undo: fc.nat(4) }) },
  { weight: 1, arbitrary: fc.record({ unsubscribe: who }) },
  { weight: 1, arbitrary: fc.record({ register: who }) },
);

it.each(awsTroubles)(
  'no order of acts lifts an opt-out, or a block that nobody took back, counts somebody twice, or mails who does not want it (troubles of AWS: %s)',
  async (trouble) => {
    let round = 0;
    const numRuns = trouble === 'none' ? rounds(20) : rounds(8, 2);
    troubles.begin(trouble, PART_OF_A_BATCH);
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 9 }), async (steps) => {
        round += 1;
        const name = `${trouble.slice(0, 4)}${round}`;
        const emails =
          trouble === 'keys that take little in a second'
            ? neighbours(name, PEOPLE)
            : Array.from({ length: PEOPLE }, (_, n) => `${name}-${n}@example.com`);
        const people = await storedPeople(aws.untroubled, name, PEOPLE, (n) => ({
          id: participantIdOf(identityKey, emails[n]!),
          email: emails[n]!,
          firstName: 'ANNA',
        }));
        await walk(people, emails, steps);
      }),
      { seed: 11, numRuns, endOnFailure: true },
    );
  },
);

async function walk(
  people: Participant[],
  emails: string[],
  steps: (
    | { act: (typeof actions)[number]; dies: number }
    | { undo: number }
    | { unsubscribe: number }
    | { register: number }
  )[],
): Promise<void> {
  const optedOut = new Map<string, string>();
  const jobs: BulkJob[] = [];
  /** Who blocked everybody: jobs that alone did may take it back. */
  let blocks: BulkJob[] = [];
  for (const one of steps) {
    clock.now += 60_000;
    await troubles.timePasses();
    const at = new Date(clock.now).toISOString();
    if ('act' in one) {
      const job = await run(one.act, one.dies, people, { optedOut, areBlocked: blocks.length > 0 });
      jobs.push(job);
      if (one.act === 'unblock') blocks = [];
      if (one.act === 'block') blocks.push(job);
    } else if ('undo' in one) {
      const job = jobs[one.undo];
      if (job && isUndoable(job, clock.now)) expectSum(await patiently(() => undo(job)), job.counts.changed);
      if (blocks.length === 1 && blocks[0] === job) blocks = [];
    } else if ('unsubscribe' in one) {
      const { id } = people[one.unsubscribe]!;
      if (!optedOut.has(id)) optedOut.set(id, at);
      await patiently(() => optOutOfEverything(aws.table, id, at));
    } else {
      const request = post({ email: emails[one.register], sessionIds: [session.id] });
      const deps = { table: aws.table, identityKey, now: () => clock.now };
      await patiently(() => register(deps, { event, request }));
    }
    await expectInvariants(people, optedOut, blocks.length > 0);
  }
}

async function run(
  type: (typeof actions)[number],
  dies: number,
  people: Participant[],
  { optedOut, areBlocked }: { optedOut: Map<string, string>; areBlocked: boolean },
): Promise<BulkJob> {
  const deaths = dies === 0 ? [] : [{ atCall: dies, afterEffect: dies % 2 === 0 }];
  const deps = dyingWorkers(aws, clock, deaths);
  const id = await patiently(() => begin(actionOf(type)[type], { ids: idsOf(people) }));
  const job = await finish(id, deps);
  expectSum(job, PEOPLE);
  aws.mailbox.clear();
  const mailDeps = {
    table: aws.table,
    outlet: aws.outlet,
    linkKeys: [{ id: 1, secret: Buffer.from('key') }],
    publicOrigin: 'https://turnout.example.com',
    from: { address: 'team@example.com', name: 'Team' },
    now: () => clock.now,
  };
  for (const message of aws.take(aws.bulk))
    await patiently(() => sendMailing(mailDeps, MailingMessage.parse(message)));
  const mailed = aws.mailbox.list().flatMap((mail) => mail.to);
  expect(mailed).toHaveLength(new Set(mailed).size);
  const unwanted = people.filter(({ id }) => areBlocked || optedOut.has(id)).map(({ email }) => email);
  expect(mailed.filter((to) => unwanted.includes(to))).toEqual([]);
  return job;
}

function expectSum({ status, counts }: BulkJob, chosen: number): void {
  expect(status).toBe('done');
  expect(counts.chosen).toBe(chosen);
  expect(counts.changed + counts.unchanged + counts.skipped + counts.failed).toBe(chosen);
}

async function expectInvariants(
  people: Participant[],
  optedOut: Map<string, string>,
  areBlocked: boolean,
): Promise<void> {
  const now = await getParticipants(aws.untroubled, idsOf(people));
  for (const person of now.values()) expect(person.blockedAt !== undefined).toBe(areBlocked);
  for (const [id, at] of optedOut) expect(now.get(id)?.optedOutAt).toBe(at);
  // The group's index is what the people's own sets say, but for the deleted ones.
  const inGroup = [...now.values()].filter(({ groups, deletedAt }) => groups?.has(groupId) && !deletedAt);
  const mine = new Set(idsOf(people));
  const listed = await patiently(() => members(groupId));
  expect(listed.filter((id) => mine.has(id)).sort()).toEqual(idsOf(inGroup).sort());
}
