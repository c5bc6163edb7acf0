import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ImportJob } from '../../shared/imports/domain/import-job.ts';
import type { Session } from '../../shared/events/domain/session.ts';
import { cancelRegistration } from '../../shared/registrations/table/change-registrations.ts';
import { eraseParticipant } from '../../shared/privacy/table/erase-items.ts';
import { MOST_GROUPS } from '../../shared/groups/domain/group.ts';
import { getMembers } from '../../shared/groups/table/member-items.ts';
import { findGroupByName, getGroup } from '../../shared/groups/table/group-items.ts';
import { getParticipant } from '../../shared/people/table/participant-items.ts';
import { getRegistration, getRegistrations } from '../../shared/registrations/table/registration-items.ts';
import { takeBackRegistration } from '../../shared/registrations/table/take-back-registration.ts';
import { startImport } from '../../shared/imports/usecases/start-import.ts';
import { runJob } from '../../functions/jobs/job-registry.ts';
import { deletePerson } from '../../shared/people/usecases/delete-person.ts';
import { deleteGroup } from '../../shared/bulk/usecases/delete-group.ts';
import { mergeInto } from '../../shared/people/usecases/merge-into.ts';
import { NOW, planDeps, storedEvent, storedSession, testAct } from '../support/factories.ts';
import { justBefore } from '../support/just-before.ts';
import { seatFaults, seatsTaken } from '../support/seats/seat-world.ts';
import { useJobs } from '../support/use-jobs.ts';
import { bulkRunner } from '../support/run-bulk.ts';
import { storedPeople } from '../support/stored-people.ts';
import { idOf } from '../support/registrants.ts';
import { identityKey, jobDeps, runToEnd } from '../support/run-jobs.ts';
import { getJob, cancelJob } from '../support/stored-jobs.ts';

const { aws, clock, importFile, arrive, finish } = useJobs();
beforeEach(() => {
  clock.now = NOW;
});

const { group, members } = bulkRunner(() => aws, { now: NOW });
/** The checkpoint that moves the cursor behind a block that registered so many. */
const isCheckpoint =
  (registered: number) =>
  ({ input }: { input: { ExpressionAttributeValues?: Record<string, unknown> } }) =>
    input.ExpressionAttributeValues?.[':u_registered'] === registered;

describe('A session that an import fills', () => {
  it('keeps the seat of everybody who has one, when somebody cancels before a block is done again', async () => {
    const session = await storedSession(aws.table, await storedEvent(aws.table), { capacity: 3 });
    const id = await arrive('seats.csv', 'email\nstays@example.com\nleaves@example.com\n', {
      session: session.id,
    });
    const leave = async () => {
      const leaving = await getRegistration(aws.table, session.id, idOf('leaves@example.com'));
      await cancelRegistration(aws.table, leaving!, []);
      throw new Error('The worker dies.');
    };
    const client = justBefore(aws.table.client, isCheckpoint(2), leave);
    const dying = jobDeps(aws, clock, { table: { ...aws.table, client } });
    await expect(runJob(dying, id, { owner: 'first', mayGoOn: () => true })).rejects.toThrow('dies');
    const job = ImportJob.parse(await finish(id));
    expect(job).toMatchObject({ status: 'done', registered: 2, counts: { created: 2 } });
    expect(await seatsTaken(aws.table, session)).toBe(1);
    expect(await seatFaults(aws.table, session)).toEqual([]);
  });
});

describe('A session that three imports fill at once', () => {
  const emails = (from: number, to: number) =>
    ['email', ...Array.from({ length: to - from }, (_, n) => `crowd${from + n}@example.com`)].join('\n');
  const standings = async (session: Session) => {
    const taken = await seatsTaken(aws.table, session);
    const ids = Array.from({ length: 400 }, (_, n) => idOf(`crowd${n}@example.com`));
    const found = await getRegistrations(
      aws.table,
      ids.map((participantId) => ({ sessionId: session.id, participantId })),
    );
    const count = (status: string) => found.filter((one) => one.status === status).length;
    return { registered: count('registered'), waiting: count('waitlisted'), taken };
  };

  it.each([
    ['of the same people', [0, 0, 0]],
    ['that overlap', [0, 100, 200]],
  ])('has nobody wait while a seat is free: %s', async (name, begins) => {
    const session = await storedSession(aws.table, await storedEvent(aws.table), { capacity: 300 });
    const ids = [];
    for (const [n, from] of begins.entries())
      ids.push(
        await arrive(`${name}-${n}.csv`, emails(from, name === 'that overlap' ? from + 200 : 400), {
          session: session.id,
        }),
      );
    await Promise.all(ids.map((id) => finish(id)));
    expect(await standings(session)).toEqual({ registered: 300, waiting: 100, taken: 300 });
  });

  it('gives seats in the order of the rows, also where another import overtakes one', async () => {
    const session = await storedSession(aws.table, await storedEvent(aws.table), { capacity: 300 });
    const first = await arrive('held.csv', emails(0, 100), { session: session.id });
    const second = await arrive('waits.csv', emails(0, 400), { session: session.id });
    let other: Promise<unknown> | undefined;
    const isInsert = ({ input }: { input: object }) =>
      JSON.stringify(input).includes('INSERT') && JSON.stringify(input).includes('"registration"');
    const runOther = async () => {
      other ??= finish(second);
      await other;
    };
    const client = justBefore(aws.table.client, isInsert, runOther);
    await runToEnd(() => jobDeps(aws, clock, { table: { ...aws.table, client } }), clock, first);
    expect(await standings(session)).toEqual({ registered: 300, waiting: 100, taken: 300 });
    const last = await getRegistration(aws.table, session.id, idOf('crowd399@example.com'));
    expect(last?.status).toBe('waitlisted');
  });
});

describe('A session that an import fills in a storm', () => {
  afterEach(() => {
    aws.faults.set(0, []);
  });

  it('has as many seats taken as people have one, though answers to inserts are lost', async () => {
    aws.faults.set(7, [
      { service: 'dynamodb', action: 'BatchExecuteStatement', kind: 'timeout-after-success', rate: 0.4 },
      { service: 'dynamodb', action: 'TransactWriteItems', kind: 'throttle', rate: 0.1 },
    ]);
    const session = await storedSession(aws.table, await storedEvent(aws.table), { capacity: 150 });
    const rows = Array.from({ length: 100 }, (_, n) => `stormy${n}@example.com`);
    const job = await importFile('stormy.csv', ['email', ...rows].join('\n'), {
      session: session.id,
    });
    expect(job).toMatchObject({ status: 'done', registered: 100, counts: { created: 100 } });
    expect(await seatsTaken(aws.table, session)).toBe(100);
    expect(await seatFaults(aws.table, session)).toEqual([]);
  });
});

describe('People whom an import registered when its worker died', () => {
  const mentions =
    (...words: string[]) =>
    ({ input }: { input: object }) =>
      words.every((word) => JSON.stringify(input).includes(word));
  const isInsert = mentions('INSERT', '"registration"');
  const isAsking = mentions('"newcomer"');
  const die = () => Promise.reject(new Error('The worker dies.'));
  const rows = ['email', ...Array.from({ length: 5 }, (_, n) => `held${n}@example.com`)].join('\n');
  const jobOf = async (id: string) => ImportJob.parse(await getJob(aws.table, id));
  const files = () => ({ table: aws.table, imports: aws.imports, now: () => clock.now });

  it.each([
    ['before anybody was registered', isInsert, 0],
    ['before anybody asked for a seat', isAsking, 5],
    ['when everybody had asked', isCheckpoint(5), 5],
  ])('get their seats when the import is cancelled: %s', async (name, moment, seated) => {
    const session = await storedSession(aws.table, await storedEvent(aws.table), { capacity: 10 });
    const id = await arrive(`${name}.csv`, rows, { session: session.id });
    const client = justBefore(aws.table.client, moment, die);
    const dying = jobDeps(aws, clock, { table: { ...aws.table, client } });
    await expect(runJob(dying, id, { owner: 'first', mayGoOn: () => true })).rejects.toThrow('dies');
    clock.now += 10 * 60_000;
    await cancelJob(files(), await jobOf(id));
    expect(await seatsTaken(aws.table, session)).toBe(seated);
    expect(await seatFaults(aws.table, session)).toEqual([]);
    await startImport(files(), await jobOf(id), {}, { id: 'org-1', role: 'admin' }, false);
    expect(await finish(id)).toMatchObject({
      status: 'done',
      registered: 5,
    });
    expect(await seatsTaken(aws.table, session)).toBe(5);
  });

  it('get their seats when the import is given up', async () => {
    const session = await storedSession(aws.table, await storedEvent(aws.table), { capacity: 10 });
    const id = await arrive('given-up.csv', rows, { session: session.id });
    const dying = () => {
      const client = justBefore(aws.table.client, isCheckpoint(5), die);
      return jobDeps(aws, clock, { table: { ...aws.table, client } });
    };
    expect(await runToEnd(dying, clock, id)).toMatchObject({ status: 'failed', reason: 'stuck' });
    expect(await seatsTaken(aws.table, session)).toBe(5);
  });

  it('leave a seat to the next run for whom the first one did not reach', async () => {
    const session = await storedSession(aws.table, await storedEvent(aws.table), { capacity: 10 });
    const id = await arrive('next.csv', rows, { session: session.id });
    await runJob(jobDeps(aws, clock), id, { owner: 'first', mayGoOn: () => false });
    await cancelJob(files(), await jobOf(id));
    const lost = await getRegistration(aws.table, session.id, idOf('held3@example.com'));
    await takeBackRegistration(aws.table, lost!);
    await startImport(files(), await jobOf(id), {}, { id: 'org-1', role: 'admin' }, false);
    await finish(id);
    expect(await getRegistration(aws.table, session.id, idOf('held3@example.com'))).toMatchObject({
      status: 'waitlisted',
    });
    expect(await seatsTaken(aws.table, session)).toBe(5);
  });
});

describe('An import that was killed', () => {
  it('gives its people their places and counts the same, when another one changed them in between', async () => {
    const file = 'email,company,groups\nkilled@example.com,One,Killed\n';
    const id = await arrive('killed.csv', file);
    const isMember = ({ input }: { input: object }) => JSON.stringify(input).includes('"member"');
    const client = justBefore(aws.table.client, isMember, () =>
      Promise.reject(new Error('The worker dies.')),
    );
    const dying = jobDeps(aws, clock, { table: { ...aws.table, client } });
    await expect(runJob(dying, id, { owner: 'first', mayGoOn: () => true })).rejects.toThrow('dies');
    clock.now += 10 * 60_000;
    await importFile('meanwhile.csv', 'email,phone\nkilled@example.com,77\n');
    const job = await finish(id);
    expect(job).toMatchObject({ status: 'done', counts: { created: 1 } });
    const made = (await findGroupByName(aws.table, 'killed'))!;
    expect(await getMembers(aws.table, [idOf('killed@example.com')], [made.id])).toHaveLength(1);
  });

  it('counts a refused row as refused, though a later row of the same person was taken', async () => {
    const groups = Array.from({ length: MOST_GROUPS }, (_, n) => `Many ${n}`).join('; ');
    await importFile('many.csv', `email,groups\nmany@example.com,${groups}\n`);
    const file = 'email,company,groups\nmany@example.com,One,One more\nmany@example.com,Two,\n';
    const id = await arrive('later-row.csv', file);
    const isLast = ({ input }: { input: object }) => JSON.stringify(input).includes('"FAULTS#');
    const client = justBefore(aws.table.client, isLast, () => Promise.reject(new Error('The worker dies.')));
    const dying = jobDeps(aws, clock, { table: { ...aws.table, client } });
    await expect(runJob(dying, id, { owner: 'first', mayGoOn: () => true })).rejects.toThrow('dies');
    const job = await finish(id);
    expect(job).toMatchObject({ status: 'done', counts: { failed: 1, updated: 1, unchanged: 0 } });
  });
});

describe('Places that an import gives', () => {
  const isMembers = ({ input }: { input: { RequestItems?: object } }) =>
    JSON.stringify(input.RequestItems ?? {}).includes('MEMBERS#');
  const deps = () => ({ ...planDeps(aws.table), identityKey });
  /** An import into a group and a session, in which something happens just before the group's list is written. */
  const importWhile = async (name: string, happens: (groupId: string) => Promise<unknown>) => {
    const session = await storedSession(aws.table, await storedEvent(aws.table), { capacity: 9 });
    const groupId = await group(`Races ${name}`);
    const file = `email\n${name}@example.com\n${name}-other@example.com\n`;
    const id = await arrive(`${name}.csv`, file, { session: session.id, group: groupId });
    const client = justBefore(aws.table.client, isMembers, () => happens(groupId));
    const racing = () => jobDeps(aws, clock, { table: { ...aws.table, client } });
    const job = ImportJob.parse(await runToEnd(racing, clock, id));
    expect(job).toMatchObject({ status: 'done', registered: 2, counts: { created: 2 } });
    const at = (email: string) => getRegistration(aws.table, session.id, idOf(email));
    return { groupId, session, at, members: await members(groupId) };
  };

  it('follow somebody who is merged meanwhile', async () => {
    const [survivor] = await storedPeople(aws.table, 'survivor', 1);
    const { groupId, at, members } = await importWhile('merged', async () => {
      const { jobId } = await mergeInto(deps(), {
        otherId: idOf('merged@example.com'),
        survivorId: survivor!.id,
        by: 'anna',
        origin: 'api',
      });
      await finish(jobId!);
    });
    expect(members.toSorted()).toEqual([survivor!.id, idOf('merged-other@example.com')].toSorted());
    expect((await getParticipant(aws.table, survivor!.id))?.groups).toEqual(new Set([groupId]));
    expect(await at('merged@example.com')).toBeUndefined();
  });

  it('are not in a list for somebody who is deleted meanwhile', async () => {
    const { members } = await importWhile('deleted', () =>
      deletePerson(deps(), idOf('deleted@example.com'), testAct),
    );
    expect(members).toEqual([idOf('deleted-other@example.com')]);
  });

  it('tell nothing of somebody who is erased meanwhile', async () => {
    const { at, members } = await importWhile('erased', async () => {
      const person = await getParticipant(aws.table, idOf('erased@example.com'));
      const mark = { jobId: 'blk', participantId: person!.id, at: testAct.at, before: {} };
      const all = { person: person!, wishAt: () => ({}), pointers: [], groupIds: [], mark };
      await eraseParticipant(aws.table, all);
    });
    expect(members).toEqual([idOf('erased-other@example.com')]);
    expect((await at('erased@example.com'))?.erasedAt).toBeDefined();
    expect((await at('erased@example.com'))?.email).toBeUndefined();
  });

  it('are none in a group that is deleted meanwhile', async () => {
    const { groupId, members } = await importWhile('dissolved', async (id) => {
      const job = await deleteGroup(deps(), (await getGroup(aws.table, id))!, 'anna');
      await finish(job!.id);
    });
    expect(members).toEqual([]);
    const person = await getParticipant(aws.table, idOf('dissolved@example.com'));
    expect(person?.groups?.has(groupId) ?? false).toBe(false);
  });
});
