import { randomUUID } from 'node:crypto';
import { HeadObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { beforeEach, describe, expect, it } from 'vitest';
import { BulkAction, BulkJob } from '../../shared/bulk/domain/bulk-job.ts';
import type { Event } from '../../shared/events/domain/event.ts';
import { limitsAt } from '../../shared/privacy/domain/retention.ts';
import type { Session } from '../../shared/events/domain/session.ts';
import type { Selection } from '../../shared/filters/domain/selection.ts';
import { getDeliveryBody } from '../../shared/handovers/table/delivery-body-items.ts';
import { getDelivery } from '../../shared/handovers/table/delivery-items.ts';
import { getParticipant, getParticipants } from '../../shared/people/table/participant-items.ts';
import { getMarks } from '../../shared/jobs/table/undo-items.ts';
import { historyOf } from '../../shared/people/table/history-items.ts';
import { putHistory } from '../../shared/people/table/history-items.ts';
import { getIdentities, pointerItem } from '../../shared/people/table/identity-items.ts';
import { insertRegistrations } from '../../shared/registrations/table/insert-registrations.ts';
import { putItems } from '../../shared/platform/table/put-items.ts';
import { getRegistration } from '../../shared/registrations/table/registration-items.ts';
import type { Table } from '../../shared/platform/table/table.ts';
import { createVariable, saveVariable } from '../../shared/variables/table/variable-items.ts';
import { beginBulk } from '../../shared/bulk/usecases/begin-bulk.ts';
import { optOutOfEverything } from '../../shared/people/usecases/change-wishes.ts';
import { mergeInto } from '../../shared/people/usecases/merge-into.ts';
import { register } from '../../shared/registrations/usecases/register.ts';
import { runJob } from '../../functions/jobs/job-registry.ts';
import { NOW, planDeps, post, storedEvent, storedSession } from '../support/factories.ts';
import { justBefore } from '../support/just-before.ts';
import { emptyBuckets } from '../support/empty-buckets.ts';
import { useJobs } from '../support/use-jobs.ts';
import { idOf } from '../support/registrants.ts';
import { bulkRunner } from '../support/run-bulk.ts';
import { identityKey, jobDeps, runToEnd } from '../support/run-jobs.ts';
import { storedPeople } from '../support/stored-people.ts';
import { getJob, cancelJob } from '../support/stored-jobs.ts';

const { aws, clock, importFile } = useJobs();
beforeEach(async () => {
  clock.now = NOW;
  await emptyBuckets(aws);
});

const { begin, group, act, members } = bulkRunner(() => aws, clock);
const deps = () => ({ ...planDeps(aws.table), now: () => clock.now });

async function erasing(selection: Selection): Promise<string> {
  const order = { action: BulkAction.parse({ type: 'erase' }), selection };
  return (await beginBulk(deps(), order, 'anna'))!.id;
}

/** Something that happens once, just before or after the client sends what is meant. */
interface Hook {
  isMeant: (command: { constructor: { name: string }; input: object }) => boolean;
  before?: (command: { input: object }) => Promise<void>;
  after?: () => Promise<void>;
}

function hooked<C extends object>(client: C, { isMeant, before, after }: Hook): C {
  let isOver = false;
  const send = async (command: never, ...rest: never[]): Promise<unknown> => {
    const isNow = !isOver && isMeant(command);
    if (isNow) isOver = true;
    if (isNow) await before?.(command);
    const answer = await (client as unknown as { send: (...all: never[]) => Promise<unknown> }).send(
      command,
      ...rest,
    );
    if (isNow) await after?.();
    return answer;
  };
  return new Proxy(client, { get: (target, name) => (name === 'send' ? send : Reflect.get(target, name)) });
}

/** The write that takes the person themselves away. */
const isErasure: Hook['isMeant'] = ({ constructor, input }) =>
  constructor.name === 'TransactWriteCommand' && JSON.stringify(input).includes('"erased"');

const die = (): Promise<void> => Promise.reject(new Error('The worker died.'));

/** Workers of which only the first has the hook. */
function workers(hook: Omit<Hook, 'isMeant'>): () => ReturnType<typeof jobDeps> {
  let isFirst = true;
  return () => {
    const base = jobDeps(aws, clock);
    if (!isFirst) return base;
    isFirst = false;
    const table: Table = { ...aws.table, client: hooked(aws.table.client, { ...hook, isMeant: isErasure }) };
    return { ...base, table };
  };
}

const finish = async (jobId: string, worker = () => jobDeps(aws, clock), mayGoOn = () => true) =>
  BulkJob.parse(await runToEnd(worker, clock, jobId, mayGoOn));

/** Somebody in a group, with a former address that leads to them. */
async function somebody() {
  const mark = randomUUID();
  const former = `former-${mark}@example.com`;
  const alias = idOf(former);
  const groupId = await group(mark);
  const people = await storedPeople(aws.table, mark, 1, () => ({ aliases: new Set([alias]) }));
  await putItems(aws.table, [pointerItem(alias, people[0]!.id, '2027-03-01T00:00:00.000Z') as never]);
  await act({ type: 'add-to-group', groupId }, people);
  return { id: people[0]!.id, alias, former, groupId };
}

/** Somebody who is registered, and of whom something was noted. */
async function registrant() {
  const email = `noted-${randomUUID()}@example.com`;
  const event = await storedEvent(aws.table);
  const session = await storedSession(aws.table, event);
  await register({ table: aws.table, identityKey, now: () => NOW }, { event, request: post({ email }) });
  const id = idOf(email);
  await note(id);
  return { id, email, event, session };
}

const note = (participantId: string) =>
  putHistory(aws.table, [
    {
      participantId,
      at: '2027-03-01T00:00:00.000Z',
      act: 'a',
      kind: 'changed',
      actor: 'anna',
      origin: 'api',
    },
  ]);

/** What was noted of somebody under their own id. */
const notesOf = async (id: string) => {
  const acts: unknown[] = [];
  for await (const entries of historyOf(aws.table, id)) acts.push(...entries);
  return acts;
};

const kinds = async (...ids: string[]) => {
  const found = await getIdentities(aws.table, ids);
  return ids.map((id) => found.get(id)?.kind);
};

describe('Erasing', () => {
  it.each([{ before: die }, { after: die }])(
    'finds people again by group or former address when its worker dies at the last write: %o',
    async (hook) => {
      const one = await somebody();
      const byGroup: Selection = { all: true, filter: { field: 'group', op: 'in', value: [one.groupId] } };
      const first = await finish(await erasing(byGroup), workers(hook));
      expect(first).toMatchObject({ status: 'done', counts: { chosen: 1, changed: 1 } });
      expect(await kinds(one.id, one.alias)).toEqual(['erased', 'erased']);
      expect(await members(one.groupId)).toEqual([]);

      const two = await somebody();
      const byAddress: Selection = { all: true, filter: { field: 'email', op: 'eq', value: two.former } };
      const second = await finish(await erasing(byAddress), workers(hook));
      expect(second).toMatchObject({ status: 'done', counts: { chosen: 1, changed: 1 } });
      expect(await kinds(two.id, two.alias)).toEqual(['erased', 'erased']);
      expect(await members(two.groupId)).toEqual([]);
    },
  );

  it('keeps at every address an opt-out of the last moment', async () => {
    const { id, alias } = await somebody();
    const at = new Date(NOW).toISOString();
    const optOut = () => optOutOfEverything(aws.table, alias, at);
    const job = await finish(await erasing({ ids: [id] }), workers({ before: optOut }));
    expect(job.counts).toMatchObject({ chosen: 1, changed: 1 });
    const found = await getIdentities(aws.table, [id, alias]);
    for (const one of [id, alias])
      expect(found.get(one)).toMatchObject({ kind: 'erased', wish: { optedOutAt: at } });
  });

  it('leaves a person whole, who can be merged, when the job is cancelled and its worker dies', async () => {
    const { id, alias } = await somebody();
    const [survivor] = await storedPeople(aws.table, randomUUID(), 1);
    const jobId = await erasing({ ids: [id] });
    const worker = workers({ before: die });
    await expect(runJob(worker(), jobId, { owner: 'w', mayGoOn: () => true })).rejects.toThrow('died');
    clock.now += 10 * 60_000;
    await cancelJob(deps(), (await getJob(aws.table, jobId))!);
    expect(await kinds(id, alias)).toEqual(['person', 'pointer']);
    const merge = { otherId: id, survivorId: survivor!.id, by: 'anna', origin: 'api' };
    const { person } = await mergeInto({ ...deps(), identityKey }, merge);
    expect(person.aliases).toEqual(new Set([id, alias]));
  });

  it('leaves nothing of those it had erased when the job is cancelled and its worker dies', async () => {
    const { id, event, session, email } = await registrant();
    const jobId = await erasing({ ids: [id] });
    const dying = workers({ after: die })();
    await expect(runJob(dying, jobId, { owner: 'w', mayGoOn: () => true })).rejects.toThrow('died');
    clock.now += 10 * 60_000;
    await cancelJob(deps(), (await getJob(aws.table, jobId))!);
    expect(await finish(jobId)).toMatchObject({ status: 'cancelled' });
    expect(await kinds(id)).toEqual(['erased']);
    expect(await notesOf(id)).toEqual([]);
    expect((await getRegistration(aws.table, session.id, id))!.email).toBeUndefined();
    // Whoever comes back begins anew.
    clock.now += 60_000;
    await register(
      { table: aws.table, identityKey, now: () => clock.now },
      { event, request: post({ email }) },
    );
    expect(await kinds(id)).toEqual(['person']);
  });

  /** So many people whom a filter finds by a variable of their own. */
  async function foundBy(count: number) {
    const name = `v${randomUUID().replaceAll('-', '').slice(0, 20)}`;
    const createdAt = new Date(NOW).toISOString();
    const variable = { name, type: 'text' as const, label: name, createdAt, version: 1 };
    await createVariable(aws.table, variable);
    const people = await storedPeople(aws.table, name, count, (n) => {
      const email = `${n}-${name}@example.com`;
      return { id: idOf(email), email, variables: { [name]: 'x' } };
    });
    const selection = {
      all: true as const,
      filter: { field: `variables.${name}`, op: 'eq' as const, value: 'x' },
    };
    const hide = () => saveVariable(aws.table, variable, { label: name, hiddenAt: createdAt });
    return { name, people, selection, hide };
  }

  it.each(['cancelled', 'failed'])(
    'looks through the files for those it had erased when it is %s',
    async (status) => {
      const { name, people, selection, hide } = await foundBy(350);
      const first = people.toSorted((a, b) => (a.id < b.id ? -1 : 1))[0]!;
      const file = { Bucket: aws.imports.bucket, Key: `imports/${name}.csv` };
      await aws.imports.client.send(new PutObjectCommand({ ...file, Body: `email\n${first.email!}\n` }));
      const jobId = await erasing(selection);
      await runJob(jobDeps(aws, clock), jobId, { owner: 'w', mayGoOn: () => false });
      clock.now += 10 * 60_000;
      if (status === 'cancelled') await cancelJob(deps(), (await getJob(aws.table, jobId))!);
      else await hide();
      const job = await finish(jobId);
      expect(job).toMatchObject({ status, detail: expect.stringContaining('Removed besides: 1 files') });
      const ids = people.map(({ id }) => id);
      const left = (await getParticipants(aws.table, ids)).size;
      expect(left).toBeGreaterThan(0);
      expect(job.counts.changed).toBe(350 - left);
      await expect(aws.imports.client.send(new HeadObjectCommand(file))).rejects.toMatchObject({
        $metadata: { httpStatusCode: 404 },
      });
    },
  );

  it('leaves nothing of those it had erased when its worker dies and its filter names nothing any more', async () => {
    const { people, selection, hide } = await foundBy(1);
    const { id } = people[0]!;
    await note(id);
    const jobId = await erasing(selection);
    const worker = { owner: 'w', mayGoOn: () => true };
    await expect(runJob(workers({ after: die })(), jobId, worker)).rejects.toThrow('died');
    clock.now += 10 * 60_000;
    await hide();
    expect(await finish(jobId)).toMatchObject({ status: 'failed', counts: { changed: 1 } });
    expect([await kinds(id), await notesOf(id)]).toEqual([['erased'], []]);
  });

  it('is not given up with somebody half-erased, however often its workers die', async () => {
    const { id, session } = await registrant();
    const jobId = await erasing({ ids: [id] });
    const worker = { owner: 'w', mayGoOn: () => true };
    await expect(runJob(workers({ after: die })(), jobId, worker)).rejects.toThrow('died');
    const isRegistration: Hook['isMeant'] = ({ constructor, input }) =>
      constructor.name === 'UpdateCommand' && JSON.stringify(input).includes(session.id);
    for (let death = 0; death < 6; death += 1) {
      clock.now += 10 * 60_000;
      const client = justBefore(aws.table.client, isRegistration, die);
      await expect(
        runJob(jobDeps(aws, clock, { table: { ...aws.table, client } }), jobId, worker),
      ).rejects.toThrow('died');
    }
    clock.now += 10 * 60_000;
    expect(await finish(jobId)).toMatchObject({ status: 'done', counts: { changed: 1 } });
    expect((await getRegistration(aws.table, session.id, id))!.email).toBeUndefined();
  });

  it('deletes what was noted of them a moment ago, which not every copy of the table has yet', async () => {
    const { id } = await registrant();
    const isStale = ({ constructor, input }: { constructor: { name: string }; input: object }) =>
      constructor.name === 'QueryCommand' &&
      JSON.stringify(input).includes(`HISTORY#${id}`) &&
      !('ConsistentRead' in input);
    const send = (command: { input: object }, ...rest: never[]) =>
      isStale(command) ? Promise.resolve({ Items: [] }) : aws.table.client.send(command as never, ...rest);
    const client = new Proxy(aws.table.client, {
      get: (target, name) => (name === 'send' ? send : Reflect.get(target, name)) as unknown,
    });
    await finish(await erasing({ ids: [id] }), () =>
      jobDeps(aws, clock, { table: { ...aws.table, client } }),
    );
    expect(await notesOf(id)).toEqual([]);
  });

  it('empties a registration of the last moment also when its worker dies right after the last write', async () => {
    const email = `late-${randomUUID()}@example.com`;
    const event = await storedEvent(aws.table);
    const session = await storedSession(aws.table, event);
    const late = await storedSession(aws.table, event, { startsAt: '2027-03-08T10:00' });
    const registering = { table: aws.table, identityKey, now: () => NOW };
    await register(registering, { event, request: post({ email, sessionIds: [session.id] }) });
    const id = idOf(email);
    const known = (await getRegistration(aws.table, session.id, id))!;
    // As an import does it: without a word to the person's item.
    const insert = async () => {
      await insertRegistrations(aws.table, [{ ...known, email, sessionId: late.id }]);
    };
    const job = await finish(await erasing({ ids: [id] }), workers({ before: insert, after: die }));
    expect(job.counts).toMatchObject({ chosen: 1, changed: 1 });
    const after = await getRegistration(aws.table, late.id, id);
    expect(after).toMatchObject({ answers: {} });
    expect(after!.email).toBeUndefined();
  });
});

describe('What happens while somebody is erased', () => {
  const meanwhile = (isMeant: Hook['isMeant'], happens: () => Promise<unknown>) => () =>
    jobDeps(aws, clock, {
      table: { ...aws.table, client: justBefore(aws.table.client, isMeant, happens) },
    });
  const registering = (event: Event, session: Session, email: string) =>
    register(
      { table: aws.table, identityKey, now: () => clock.now },
      { event, request: post({ email, sessionIds: [session.id], firstName: 'Back' }) },
    );
  const placeIn = async (name: string) => {
    const event = await storedEvent(aws.table);
    const session = await storedSession(aws.table, event, { startsAt: '2028-05-07T10:00' });
    return { event, session, email: `${name}-${randomUUID()}@example.com` };
  };

  it.each(['purge', 'erase'])('spares who registers, and is no longer meant by the %s', async (type) => {
    const { event, session, email } = await placeIn('seen');
    const id = idOf(email);
    await importFile(`${randomUUID()}.csv`, `email\n${email}\n`);
    clock.now = NOW + 400 * 86_400_000;
    const since = new Date(clock.now - 86_400_000).toISOString();
    const limits = type === 'purge' && limitsAt({ unseenMonths: 12 }, clock.now);
    const filter = { field: 'createdAt', op: 'lt' as const, value: since };
    const unseen = { not: { field: 'lastSeenAt', op: 'gt' as const, value: since } };
    const named = { field: 'email', op: 'eq' as const, value: email };
    const jobId = await begin({ type, ...limits }, { all: true, filter: { all: [filter, unseen, named] } });
    await note(id);
    // It has decided, and is about to write it.
    const worker = meanwhile(isErasure, () => registering(event, session, email));
    expect(await finish(jobId, worker)).toMatchObject({ status: 'done', counts: { changed: 0 } });
    expect(await getRegistration(aws.table, session.id, id)).toMatchObject({ email });
    expect(await getParticipant(aws.table, id)).toMatchObject({ email });
    expect(await notesOf(id)).not.toEqual([]);
  });

  it('leaves whole what somebody posts who comes back before the next worker', async () => {
    const { event, session, email } = await placeIn('back');
    const id = idOf(email);
    await registering(event, session, email);
    await note(id);
    const jobId = await erasing({ ids: [id] });
    const dying = workers({ after: die })();
    await expect(runJob(dying, jobId, { owner: 'w', mayGoOn: () => true })).rejects.toThrow('died');
    expect(await kinds(id)).toEqual(['erased']);
    clock.now += 60_000;
    await registering(event, session, email);
    await putHistory(aws.table, [
      {
        ...{ participantId: id, at: new Date(clock.now).toISOString(), act: 'b' },
        ...{ kind: 'changed' as const, actor: 'anna', origin: 'api' },
      },
    ]);
    const posted = await getRegistration(aws.table, session.id, id);
    clock.now += 600_000;
    expect(await finish(jobId)).toMatchObject({ status: 'done', counts: { changed: 1 } });
    expect(await getRegistration(aws.table, session.id, id)).toEqual(posted);
    expect(posted).toMatchObject({ email });
    expect(await notesOf(id)).toHaveLength(1);
  });

  it.each(['post', 'import', 'job'])(
    'takes a second %s of who came back before the next worker, for another session they were in',
    async (kind) => {
      const { id, email, event, session } = await registrant();
      const other = await storedSession(aws.table, event, { startsAt: '2028-05-14T10:00' });
      const posting = (sessionId: string) =>
        register(
          { table: aws.table, identityKey, now: () => clock.now },
          { event, request: post({ email, sessionIds: [sessionId] }) },
        );
      await posting(other.id);
      clock.now += 60_000;
      const jobId = await erasing({ ids: [id] });
      const worker = { owner: 'w', mayGoOn: () => true };
      await expect(runJob(workers({ after: die })(), jobId, worker)).rejects.toThrow('died');
      clock.now += 60_000;
      await posting(session.id);
      clock.now += 60_000;
      if (kind === 'post') await posting(other.id);
      else if (kind === 'import')
        await importFile(`${email}.csv`, `email\n${email}\n`, { session: other.id });
      else await act({ type: 'register', sessionId: other.id }, [(await getParticipant(aws.table, id))!]);
      clock.now += 10 * 60_000;
      await finish(jobId);
      for (const { id: sessionId } of [session, other])
        expect(await getRegistration(aws.table, sessionId, id)).toMatchObject({ email });
    },
  );

  it('erases the mark of a bulk action that began since', async () => {
    const [person] = await storedPeople(aws.table, randomUUID(), 1, () => ({ lastName: 'SHOUTED' }));
    let marking = '';
    const worker = meanwhile(isErasure, async () => {
      marking = (await act({ type: 'fix-names' }, [person!])).id;
    });
    await finish(await erasing({ ids: [person!.id] }), worker);
    expect(await kinds(person!.id)).toEqual(['erased']);
    expect(marking).not.toBe('');
    expect(await getMarks(aws.table, marking, [person!.id])).toEqual([]);
  });

  it('erases the delivery of a hand-over that began since', async () => {
    const [person] = await storedPeople(aws.table, randomUUID(), 1);
    let run = '';
    const worker = meanwhile(isErasure, async () => {
      run = (await act({ type: 'hand-over', url: 'https://crm.example.com/hook' }, [person!])).id;
    });
    await finish(await erasing({ ids: [person!.id] }), worker);
    expect(await getDelivery(aws.table, run, person!.id)).toMatchObject({
      status: 'failed',
      reason: 'erased',
    });
    expect(await getDeliveryBody(aws.table, { runId: run, participantId: person!.id })).toBeUndefined();
  });
});

describe('The search for what names the erased', () => {
  const filler = 'nobody is named here;Ann\r\n'.repeat(120_000);
  const putFile = (key: string, body: string) =>
    aws.imports.client.send(new PutObjectCommand({ Bucket: aws.imports.bucket, Key: key, Body: body }));

  it('keeps its lease while it reads, so that nobody works on the job beside it', async () => {
    const [person] = await storedPeople(aws.table, randomUUID(), 1);
    for (let n = 0; n < 4; n += 1) await putFile(`imports/lease-${n}.csv`, 'email\nx@example.com\n');
    const jobId = await erasing({ ids: [person!.id] });
    const outcomes: string[] = [];
    const base = jobDeps(aws, clock);
    const client = new Proxy(aws.imports.client, {
      get: (target, name) => {
        if (name !== 'send') return Reflect.get(target, name);
        return async (command: { constructor: { name: string } }, ...rest: never[]) => {
          if (command.constructor.name === 'GetObjectCommand') {
            clock.now += 50_000;
            const other = { owner: 'other', mayGoOn: () => false };
            outcomes.push(await runJob(jobDeps(aws, clock), jobId, other));
          }
          return target.send(command as never, ...rest);
        };
      },
    });
    await runJob({ ...base, imports: { ...aws.imports, client } }, jobId, {
      owner: 'w',
      mayGoOn: () => true,
    });
    expect(outcomes.length).toBeGreaterThanOrEqual(4);
    expect(new Set(outcomes)).toEqual(new Set(['busy']));
    expect(await getJob(aws.table, jobId)).toMatchObject({ status: 'done' });
  });

  it('goes on inside a file that is longer than one slice', async () => {
    const email = `long-${randomUUID()}@example.com`;
    const [person] = await storedPeople(aws.table, randomUUID(), 1, () => ({ email, id: idOf(email) }));
    await putFile('imports/long.csv', `${filler}${email};Ann\r\n`);
    await putFile('imports/long-other.csv', filler);
    const ranges: number[] = [];
    const client = new Proxy(aws.imports.client, {
      get: (target, name) => {
        if (name !== 'send') return Reflect.get(target, name);
        return (command: { input: { Key?: string; Range?: string } }, ...rest: never[]) => {
          const { Key, Range } = command.input;
          if (Key === 'imports/long.csv' && Range) ranges.push(Number(/\d+/.exec(Range)?.[0]));
          return target.send(command as never, ...rest);
        };
      },
    });
    const worker = () => ({ ...jobDeps(aws, clock), imports: { ...aws.imports, client } });
    const job = await finish(await erasing({ ids: [person!.id] }), worker, () => false);
    expect(job).toMatchObject({ status: 'done', counts: { changed: 1 } });
    expect(job.detail).toContain('1 files that named them (imports/long.csv)');
    expect(new Set(ranges.filter((offset) => offset > 0)).size).toBeGreaterThanOrEqual(2);
  });
});
