import { randomBytes, randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { BulkJob } from '../../shared/bulk/domain/bulk-job.ts';
import type { Event } from '../../shared/events/domain/event.ts';
import type { Participant } from '../../shared/people/domain/participant.ts';
import type { Registration } from '../../shared/registrations/domain/registration.ts';
import type { Selection } from '../../shared/filters/domain/selection.ts';
import type { Session } from '../../shared/events/domain/session.ts';
import { pointerItem } from '../../shared/people/table/identity-items.ts';
import { insertRegistrations } from '../../shared/registrations/table/insert-registrations.ts';
import { saveJob } from '../../shared/jobs/table/job-items.ts';
import { getParticipant, getParticipants, patchWish } from '../../shared/people/table/participant-items.ts';
import { putItems } from '../../shared/platform/table/put-items.ts';
import { chunks } from '../../shared/platform/values/chunks.ts';
import { blockPerson } from '../../shared/people/usecases/block-person.ts';
import { mergeInto } from '../../shared/people/usecases/merge-into.ts';
import { runJob } from '../../functions/jobs/job-registry.ts';
import { NOW, planDeps, storedEvent, storedSession, testAct } from '../support/factories.ts';
import { justBefore } from '../support/just-before.ts';
import { useLocalAws } from '../support/use-local-aws.ts';
import { idOf } from '../support/registrants.ts';
import { bulkRunner, idsOf } from '../support/run-bulk.ts';
import { dyingWorkers, identityKey, importFile, jobDeps, type TestClock } from '../support/run-jobs.ts';
import { storedPeople } from '../support/stored-people.ts';
import { getJob } from '../support/stored-jobs.ts';

const aws = useLocalAws();
const clock: TestClock = { now: NOW };

const { begin, finish, act, undo, group, members } = bulkRunner(() => aws, clock);
const now = async (people: Participant[]) => [...(await getParticipants(aws.table, idsOf(people))).values()];

const registrationOf = (event: Event, session: Session): Omit<Registration, 'participantId'> => ({
  sessionId: session.id,
  eventId: event.id,
  status: 'registered',
  source: 'import',
  answers: {},
  createdAt: '2027-02-01T00:00:00.000Z',
  linkEpoch: 1,
  mailRound: 1,
});

const sum = ({ counts }: BulkJob) => counts.changed + counts.unchanged + counts.skipped + counts.failed;

describe('A bulk action', () => {
  it('counts people who left the selection by the action itself, also when its worker is killed', async () => {
    const people = await storedPeople(aws.table, 'leaving', 330);
    const chosen: Selection = { all: true };
    const before = (await finish(await begin({ type: 'delete' }, chosen, { dryRun: true }))).counts.chosen;
    expect(before).toBe(330);
    const deaths = [30, 36].map((atCall) => ({ atCall, afterEffect: true }));
    const deps = dyingWorkers(aws, clock, deaths);
    const job = await finish(await begin({ type: 'delete' }, chosen), deps);
    expect(deaths).toEqual([]);
    expect(job.counts).toMatchObject({ chosen: before, changed: before });
    const undone = await undo(job);
    expect(undone.counts).toMatchObject({ chosen: before, changed: before });
    expect((await now(people)).every((person) => person.deletedAt === undefined)).toBe(true);
  });

  it('puts people into a group, counts those that were in it, and skips those it may not touch', async () => {
    const groupId = await group('first');
    const people = await storedPeople(aws.table, 'join', 10, (n) => ({
      ...(n === 0 && { groups: new Set([groupId]) }),
      ...(n === 1 && { deletedAt: '2027-02-01T00:00:00.000Z' }),
    }));
    const unknown = 'par_00000000000000000000000000000000';
    const job = await finish(
      await begin({ type: 'add-to-group', groupId }, { ids: [...idsOf(people), unknown] }),
    );
    expect(job).toMatchObject({
      status: 'done',
      counts: { chosen: 11, changed: 8, unchanged: 1, skipped: 2, failed: 0 },
      reasons: { deleted: 1, unknown: 1 },
    });
    expect((await members(groupId)).sort()).toEqual(idsOf(people.slice(2)).sort());
    const after = await now(people);
    expect(after.filter((person) => person.groups?.has(groupId))).toHaveLength(9);
  });

  it('only counts in a dry run', async () => {
    const groupId = await group('dry');
    const people = await storedPeople(aws.table, 'dry', 5);
    const job = await finish(
      await begin({ type: 'add-to-group', groupId }, { ids: idsOf(people) }, { dryRun: true }),
    );
    expect(job.counts).toMatchObject({ chosen: 5, changed: 5 });
    expect(await members(groupId)).toEqual([]);
    expect(await now(people)).toEqual(expect.arrayContaining(people));
  });

  it('fails with a reason when what it names is gone', async () => {
    const people = await storedPeople(aws.table, 'gone', 1);
    const job = await act({ type: 'add-to-group', groupId: `grp_${'0'.repeat(32)}` }, people);
    expect(job).toMatchObject({ status: 'failed', reason: 'not-found' });
  });

  it.each([2, 4, 23, 29, 36, 38])(
    'counts everybody once and leaves nobody out when its worker is killed at its call %i',
    async (atCall) => {
      const groupId = await group(`killed ${atCall}`);
      const people = await storedPeople(aws.table, `killed-${atCall}-`, 350, (n) => ({
        ...(n % 10 === 0 && { groups: new Set([groupId]) }),
      }));
      const deaths = [atCall, atCall + 1].map((at) => ({ atCall: at, afterEffect: atCall % 2 === 0 }));
      const deps = dyingWorkers(aws, clock, deaths);
      const job = await finish(await begin({ type: 'add-to-group', groupId }, { ids: idsOf(people) }), deps);
      expect(deaths).toEqual([]);
      expect(job).toMatchObject({ status: 'done', counts: { chosen: 350, changed: 315, unchanged: 35 } });
      expect(await members(groupId)).toHaveLength(315);
    },
  );

  it('does not let people whom somebody else writes to at that moment hold up those beside them', async () => {
    const groupId = await group('overtaken');
    const people = await storedPeople(aws.table, 'overtaken', 25);
    const [busy, gone, leaver] = people as [Participant, Participant, Participant];
    const client = justBefore(
      aws.table.client,
      ({ input }) =>
        'TransactItems' in input && Array.isArray(input.TransactItems) && input.TransactItems.length > 3,
      async () => {
        await patchWish(aws.table, busy.id, { set: { company: 'Moved GmbH' } });
        await patchWish(aws.table, leaver.id, { set: { deletedAt: '2027-02-01T00:00:00.000Z' } });
        await putItems(aws.table, [pointerItem(gone.id, busy.id, '2027-02-01T00:00:00.000Z') as never]);
      },
    );
    const deps = () => ({ ...jobDeps(aws, clock), table: { ...aws.table, client } });
    const job = await finish(await begin({ type: 'add-to-group', groupId }, { ids: idsOf(people) }), deps);
    expect(job).toMatchObject({
      counts: { chosen: 25, changed: 23, skipped: 2 },
      reasons: { gone: 1, deleted: 1 },
    });
    expect((await members(groupId)).sort()).toEqual(
      idsOf(people)
        .filter((id) => id !== gone.id && id !== leaver.id)
        .sort(),
    );
    expect((await getParticipant(aws.table, busy.id))?.company).toBe('Moved GmbH');
  });

  it('stops when it is cancelled, and what it did can be undone', async () => {
    const groupId = await group('cancelled');
    const people = await storedPeople(aws.table, 'cancelled', 350);
    const id = await begin({ type: 'add-to-group', groupId }, { ids: idsOf(people) });
    expect(await runJob(jobDeps(aws, clock), id, { owner: 'w', mayGoOn: () => false })).toBe('continued');
    const job = BulkJob.parse(await getJob(aws.table, id));
    expect(job.counts.chosen).toBe(300);
    await saveJob(aws.table, { ...job, status: 'cancelled' });
    expect(await runJob(jobDeps(aws, clock), id, { owner: 'w', mayGoOn: () => true })).toBe(
      'finished-before',
    );
    const undone = await undo(job);
    expect(undone.counts).toMatchObject({ chosen: job.counts.changed, changed: job.counts.changed });
    expect(await members(groupId)).toEqual([]);
  });

  it('goes on slice by slice and adds up', async () => {
    const groupId = await group('slices');
    const people = await storedPeople(aws.table, 'slices', 310);
    const job = await finish(
      await begin({ type: 'add-to-group', groupId }, { ids: idsOf(people) }),
      undefined,
      () => false,
    );
    expect(job.counts).toMatchObject({ chosen: 310, changed: 310 });
    expect(sum(job)).toBe(job.counts.chosen);
  });
});

describe('People at a former identity', () => {
  /** Ids made at random, but for the shard. */
  const idIn = (shard: string) => `par_${shard}${randomUUID().replaceAll('-', '').slice(1)}`;

  it.each([
    { fate: 'goes on slice by slice', own: 'f', former: '0' },
    { fate: 'dies before it stores the last page', own: '0', former: 'f' },
  ])('are counted once, where the job met them, when it $fate', async ({ fate, own, former }) => {
    const event = await storedEvent(aws.table);
    const session = await storedSession(aws.table, event);
    const moved = [{ id: idIn(own), alias: idIn(former) }];
    const others = await storedPeople(aws.table, randomUUID(), 600);
    await storedPeople(aws.table, randomUUID(), 1, (n) => ({
      id: moved[n]!.id,
      aliases: new Set([moved[n]!.alias]),
    }));
    await putItems(
      aws.table,
      moved.map(({ id, alias }) => pointerItem(alias, id, '2027-03-01T00:00:00.000Z') as never),
    );
    // Their registrations are not moved to them yet.
    const registered = [...idsOf(others), ...moved.map(({ alias }) => alias)];
    for (const ids of chunks(registered, 25))
      await insertRegistrations(
        aws.table,
        ids.map((participantId) => ({ ...registrationOf(event, session), participantId })),
      );

    const chosen: Selection = {
      all: true,
      filter: { field: 'registered', op: 'in', value: [session.id] },
    };
    const isEnd = ({ input }: { input: object }) =>
      JSON.stringify(input).includes('"done"') && JSON.stringify(input).includes('JOB#');
    let slice = 0;
    const deps = () => {
      const base = jobDeps(aws, clock);
      slice += 1;
      if (slice !== 2 || fate === 'goes on slice by slice') return base;
      const die = () => Promise.reject(new Error('The worker died.'));
      return { ...base, table: { ...aws.table, client: justBefore(aws.table.client, isEnd, die) } };
    };
    const job = await finish(await begin({ type: 'delete' }, chosen), deps, () => false);
    expect(slice).toBeGreaterThanOrEqual(2);
    expect(job).toMatchObject({ status: 'done', counts: { chosen: 601, changed: 601 } });
  });
});

describe('People who are named by id', () => {
  it('are met as who they are by then, each once, when they were merged before the job ran', async () => {
    const [survivor, other] = await storedPeople(aws.table, randomUUID(), 2);
    const asked = [{ ids: [other!.id] }, { ids: [survivor!.id, other!.id] }];
    const jobs = [];
    for (const selection of asked) jobs.push(await begin({ type: 'block' }, selection));
    const deps = { table: aws.table, identityKey, now: () => clock.now, random: randomBytes };
    await mergeInto(deps, { otherId: other!.id, survivorId: survivor!.id, by: 'ann', origin: 'api' });
    const [first, second] = [await finish(jobs[0]!), await finish(jobs[1]!)];
    expect(first.counts).toMatchObject({ chosen: 1, changed: 1, skipped: 0 });
    expect(second.counts).toMatchObject({ chosen: 1, changed: 1, skipped: 0 });
    expect(await getParticipant(aws.table, survivor!.id)).toHaveProperty('blockedAt');
  });
});

describe('Reverting an import', () => {
  it('tells how many registrations went, however many slices it took', async () => {
    const event = await storedEvent(aws.table);
    const session = await storedSession(aws.table, event);
    const name = randomUUID();
    const rows = Array.from({ length: 600 }, (_, n) => `${name}-${n}@example.com`);
    const text = ['email', ...rows, ''].join('\n');
    const { id } = await importFile(aws, clock, `${name}.csv`, text, { session: session.id });
    const job = await finish(
      await begin({ type: 'revert-import', importId: id }, { all: true }),
      undefined,
      () => false,
    );
    expect(job).toMatchObject({ status: 'done', detail: 'Registrations taken back: 600.' });
  });
});

describe('Undoing', () => {
  it('takes people out of the group again, but not those whom somebody else put there since', async () => {
    const groupId = await group('undo');
    const people = await storedPeople(aws.table, 'undo', 4);
    const job = await act({ type: 'add-to-group', groupId }, people);
    await act({ type: 'remove-from-group', groupId }, people.slice(0, 2));
    await act({ type: 'add-to-group', groupId }, people.slice(0, 1));
    const undone = await undo(job);
    expect(undone).toMatchObject({ counts: { chosen: 4, changed: 2, skipped: 2 }, reasons: { touched: 2 } });
    expect(await members(groupId)).toEqual(idsOf(people.slice(0, 1)));
  });

  it('gives names their former case, unless they were changed since', async () => {
    const people = await storedPeople(aws.table, 'names', 3, (n) => ({
      firstName: ['JOHN', 'maria', 'Fine'][n],
      lastName: ['MCDONALD', 'van der Berg', 'Fine'][n],
    }));
    const job = await act({ type: 'fix-names' }, people);
    expect(job.counts).toMatchObject({ changed: 2, unchanged: 1 });
    const fixed = await getParticipants(aws.table, idsOf(people));
    expect(fixed.get(people[0]!.id)).toMatchObject({ firstName: 'John', lastName: 'McDonald' });
    expect(fixed.get(people[1]!.id)).toMatchObject({ firstName: 'Maria', lastName: 'van der Berg' });
    expect((await undo(job)).counts).toMatchObject({ chosen: 2, changed: 2 });
    const back = await getParticipants(aws.table, idsOf(people));
    expect(back.get(people[0]!.id)).toMatchObject({ firstName: 'JOHN', lastName: 'MCDONALD' });
  });

  it('leaves a block that somebody else made, too: of the same person, or of one merged into them', async () => {
    const people = await storedPeople(aws.table, 'twice-blocked', 5);
    const [alone, again, survivor, merged, other] = idsOf(people);
    const job = await act({ type: 'block' }, people.slice(0, 3));
    const admin = { ...testAct, at: new Date(clock.now + 1000).toISOString() };
    const deps = { ...planDeps(aws.table), identityKey };
    for (const id of [again!, merged!]) await blockPerson(deps, id, { ...admin, act: `block ${id}` });
    const merging = { survivorId: survivor!, by: 'anna', origin: 'api', mayBlock: true };
    await mergeInto(deps, { ...merging, otherId: merged! });
    await mergeInto(deps, { ...merging, survivorId: alone!, otherId: other! });
    expect(await undo(job)).toMatchObject({ counts: { changed: 1, skipped: 2 }, reasons: { touched: 2 } });
    const after = await getParticipants(aws.table, [alone!, again!, survivor!]);
    expect([alone, again, survivor].map((id) => after.get(id!)?.blockedAt !== undefined)).toEqual([
      false,
      true,
      true,
    ]);
  });

  it('leaves a block that another job made, too, and that of a file', async () => {
    const people = await storedPeople(aws.table, 'blocked-by-two', 3, (n) => ({
      id: idOf(`blocked-by-two${n}@example.com`),
    }));
    const [alone, again, inFile] = people;
    const first = await act({ type: 'block' }, people);
    const second = await act({ type: 'block' }, [again!]);
    await importFile(aws, clock, 'blocked.csv', `email,status\n${inFile!.email},blocked\n`);
    expect((await undo(first)).counts).toMatchObject({ changed: 1, skipped: 2 });
    const isBlocked = async () => {
      const after = await getParticipants(aws.table, idsOf(people));
      return people.map(({ id }) => after.get(id)?.blockedAt !== undefined);
    };
    expect(await isBlocked()).toEqual([false, true, true]);
    // Nobody can tell whether somebody else means the block, so it is left to an admin.
    expect((await undo(second)).counts).toMatchObject({ skipped: 1 });
    expect(await isBlocked()).toEqual([false, true, true]);
    expect((await act({ type: 'unblock' }, [alone!, again!])).counts).toMatchObject({ changed: 1 });
  });

  it('unblocks only whom the job blocked, and lifts no opt-out', async () => {
    const people = await storedPeople(aws.table, 'blocked', 3, (n) => ({
      ...(n === 0 && { blockedAt: '2027-01-05T00:00:00.000Z' }),
      ...(n === 1 && { optedOutAt: '2027-01-05T00:00:00.000Z' }),
    }));
    const job = await act({ type: 'block' }, people);
    expect(job.counts).toMatchObject({ changed: 2, unchanged: 1 });
    await undo(job);
    const after = await getParticipants(aws.table, idsOf(people));
    expect(after.get(people[0]!.id)?.blockedAt).toBe('2027-01-05T00:00:00.000Z');
    expect(after.get(people[1]!.id)).toMatchObject({ optedOutAt: '2027-01-05T00:00:00.000Z' });
    expect(after.get(people[1]!.id)?.blockedAt).toBeUndefined();
    expect(after.get(people[2]!.id)?.blockedAt).toBeUndefined();
  });

  it('restores deleted people with their groups', async () => {
    const groupId = await group('kept');
    const people = await storedPeople(aws.table, 'deleted', 3);
    await act({ type: 'add-to-group', groupId }, people);
    const job = await act({ type: 'delete' }, people);
    expect(await members(groupId)).toEqual([]);
    await undo(job);
    expect((await members(groupId)).sort()).toEqual(idsOf(people).sort());
  });
});
