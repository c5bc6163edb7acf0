import { randomUUID } from 'node:crypto';
import { ListObjectsV2Command, PutObjectCommand } from '@aws-sdk/client-s3';
import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { BulkAction, BulkJob } from '../../shared/domain/bulk-job.ts';
import { newId } from '../../shared/domain/ids.ts';
import { everybody, limitsAt } from '../../shared/domain/retention.ts';
import { consequencesOf } from '../../shared/usecases/consequences.ts';
import type { HandoverJob } from '../../shared/domain/run-job.ts';
import { insertDeliveries } from '../../shared/table/delivery-items.ts';
import { putFaults } from '../../shared/table/fault-items.ts';
import { createGroup } from '../../shared/table/group-items.ts';
import { putHistory } from '../../shared/table/history-items.ts';
import { getIdentities, pointerItem } from '../../shared/table/identity-items.ts';
import { createJob } from '../../shared/table/job-items.ts';
import { membersPage } from '../../shared/table/member-items.ts';
import { getParticipant } from '../../shared/table/participant-items.ts';
import { putItems } from '../../shared/table/put-items.ts';
import { getRegistration } from '../../shared/table/registration-items.ts';
import { beginBulk } from '../../shared/usecases/bulk/begin-bulk.ts';
import { beginExport } from '../../shared/usecases/begin-export.ts';
import { ExportRequest } from '../../shared/domain/export-job.ts';
import { register } from '../../shared/usecases/register.ts';
import type { Selection } from '../../shared/domain/selection.ts';
import { shardOf } from '../../shared/table/keys.ts';
import { NOW, planDeps, post, storedEvent, storedSession } from '../support/factories.ts';
import { startLocalAws, type LocalAws } from '../support/local-aws.ts';
import { mortal } from '../support/mortal.ts';
import { idOf } from '../support/registrants.ts';
import {
  exportAll,
  identityKey,
  importFile,
  jobDeps,
  readText,
  runToEnd,
  type TestClock,
} from '../support/run-jobs.ts';
import { storedPeople } from '../support/stored-people.ts';
import { updateExpression } from '../../shared/table/update-expression.ts';
import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { participantKey } from '../../shared/table/keys.ts';

vi.setConfig({ testTimeout: 120_000 });

let aws: LocalAws;
const clock: TestClock = { now: NOW };
beforeAll(async () => {
  aws = await startLocalAws();
});
afterAll(() => aws.stop());

const deps = () => ({ ...planDeps(aws.table), now: () => clock.now });
const registering = () => ({ table: aws.table, identityKey, now: () => NOW });

async function act(action: object, selection: Selection, mortally: number[] = []): Promise<BulkJob> {
  const begun = await beginBulk(deps(), { action: BulkAction.parse(action), selection }, 'anna');
  const worker = () => {
    const base = jobDeps(aws, clock);
    const death = mortally.shift();
    if (death === undefined) return base;
    return { ...base, table: { ...aws.table, client: mortal(aws.table.client, death, death % 2 === 0) } };
  };
  return BulkJob.parse(await runToEnd(worker, clock, begun!.id));
}

async function put(store: LocalAws['imports'], key: string, body: string | Uint8Array): Promise<void> {
  await store.client.send(new PutObjectCommand({ Bucket: store.bucket, Key: key, Body: body }));
}

async function keysOf(store: LocalAws['imports']): Promise<string[]> {
  const { Contents = [] } = await store.client.send(new ListObjectsV2Command({ Bucket: store.bucket }));
  return Contents.map(({ Key }) => Key!);
}

/** Everything that is kept: every item of the table and every file of both buckets, as text. */
async function everything(): Promise<string> {
  const texts: string[] = [];
  for (let start: Record<string, unknown> | undefined, more = true; more; more = start !== undefined) {
    const page = await aws.table.client.send(
      new ScanCommand({ TableName: aws.table.name, ...(start && { ExclusiveStartKey: start }) }),
    );
    texts.push(...page.Items!.map((item) => JSON.stringify(item)));
    start = page.LastEvaluatedKey;
  }
  for (const store of [aws.imports, aws.exports])
    for (const key of await keysOf(store)) texts.push(`${key} ${await readText(store, key)}`);
  return texts.join('\n').replaceAll('\0', '');
}

/** A person whose every trace carries a value that is nobody else's. */
async function canary() {
  // Letters only, so that names of it may be given another case.
  const mark = randomUUID().replace(/[-\d]/g, (sign) =>
    sign === '-' ? '' : 'ghijklmnop'.charAt(Number(sign)),
  );
  const email = `Canary.${mark}@example.com`;
  const former = `former.${mark}@example.com`;
  const id = idOf(email.toLowerCase());
  const alias = idOf(former);
  const event = await storedEvent(aws.table, {
    form: { fields: [{ name: 'role', label: 'Role', type: 'text', required: false }] },
  });
  const session = await storedSession(aws.table, event);
  const body = {
    email,
    firstName: `ANN ${mark.toUpperCase()}`,
    lastName: 'Bird',
    phone: `+49 ${mark}`,
    company: `Firm ${mark}`,
    answers: { role: `role ${mark}` },
    utm: { source: `utm ${mark}` },
    consent: { given: true, text: `consent ${mark}` },
  };
  await register(registering(), { event, request: post(body) });
  await register(registering(), { event, request: post({ ...body, website: 'robot' }) });
  // A former address, with a registration and a history of its own.
  const earlier = await storedSession(aws.table, event, { startsAt: '2027-03-08T10:00' });
  await register(registering(), {
    event,
    request: post({ ...body, email: former, sessionIds: [earlier.id] }),
  });
  await putItems(aws.table, [pointerItem(alias, id, '2027-03-01T00:00:00.000Z') as never]);
  const update = updateExpression({
    set: { variables: { note: `note ${mark}` }, optedOutAt: '2027-02-01T00:00:00.000Z' },
    addTo: { aliases: alias },
    increase: { version: 1 },
  });
  await aws.table.client.send(
    new UpdateCommand({ TableName: aws.table.name, Key: participantKey(id), ...update }),
  );
  await putHistory(
    aws.table,
    [id, alias].map((participantId) => ({
      participantId,
      at: '2027-03-01T00:00:00.000Z',
      act: mark,
      kind: 'changed',
      actor: 'anna',
      origin: 'api',
      data: { was: mark },
    })),
  );
  return { mark, email, id, alias, event, session, earlier };
}

type Canary = Awaited<ReturnType<typeof canary>>;

/** Lets the canary be seen in groups, bulk actions, deliveries, faults, files and jobs. */
async function spread({ mark, email, id, alias, event, session }: Canary): Promise<{ groupId: string }> {
  const made = await createGroup(aws.table, {
    id: newId('grp', NOW, deps().random),
    name: `g ${id}`,
    createdAt: new Date(NOW).toISOString(),
    version: 1,
  });
  const groupId = 'group' in made ? made.group.id : '';
  await act({ type: 'add-to-group', groupId }, { ids: [id] });
  expect((await act({ type: 'fix-names' }, { ids: [id] })).counts.changed).toBe(1);
  const run = `run_${randomUUID()}`;
  const job: HandoverJob = {
    kind: 'handover',
    id: run,
    status: 'done',
    createdAt: new Date(NOW).toISOString(),
    createdBy: 'system',
    version: 1,
    idleSlices: 0,
    eventId: event.id,
    cursor: { shard: 0 },
    counts: { looked: 1, chosen: 1, unknown: 0 },
    fire: {
      kind: 'handover',
      sessionId: session.id,
      ruleId: 'crm',
      sessionMoves: 0,
      ruleVersion: 1,
      dueAt: '2027-03-07T10:00:00Z',
    },
  };
  await createJob(aws.table, job);
  await act({ type: 'hand-over', url: 'https://crm.example.com/hook' }, { ids: [id] });
  const delivery = {
    runId: run,
    sessionId: session.id,
    eventId: event.id,
    ruleId: 'crm',
    attempts: 1,
    round: 1,
    body: JSON.stringify({ email }),
    createdAt: new Date(NOW).toISOString(),
    nextAttemptAt: new Date(NOW).toISOString(),
    log: [{ at: new Date(NOW).toISOString(), status: 500, answer: `No ${mark}!`, durationMs: 1 }],
  };
  await insertDeliveries(aws.table, [
    { ...delivery, participantId: id, status: 'pending' },
    { ...delivery, participantId: alias, status: 'pending' },
  ]);
  await files({ mark, email });
  const filter = { field: 'email', op: 'eq', value: email } as const;
  await exportAll(aws, clock, { all: true, filter });
  await exportAll(aws, clock, { all: true, filter, format: 'xlsx' });
  await beginExport(deps(), ExportRequest.parse({ ids: [id] }), 'anna');
  return { groupId };
}

async function files({ mark, email }: { mark: string; email: string }): Promise<void> {
  const text = `email,first name,phone\n${email.toLowerCase()},Ann ${mark},1\nbad ${email},Ann ${mark},2\n`;
  const { id } = await importFile(aws, clock, `${randomUUID()}.csv`, text);
  const fault = { code: 'x', message: 'x', value: 'y', cells: [`<${email}>`, `Ann ${mark}`] };
  await putFaults(aws.table, id, [{ ...fault, line: 99 }], Math.floor(NOW / 1000) + 86_400 * 40);
  const filler = 'other@example.com;Ann\r\n'.repeat(20_000);
  await put(aws.imports, `reports/${randomUUID()}/faults.csv`, `${filler}${email};Ann ${mark}\r\n`);
  await put(
    aws.imports,
    `imports/${randomUUID()}.txt`,
    Buffer.from(`\ufeff${filler}"${email}"\t`, 'utf16le'),
  );
  await put(aws.exports, `exports/${randomUUID()}/participants.csv`, `id\n${idOf(email.toLowerCase())},x\n`);
}

describe('Erasing a person', () => {
  it.each([[], [4], [9, 12], [15, 21], [30, 33], [41], [58, 77]].map((deaths) => ({ deaths })))(
    'leaves nothing that tells of them, anywhere, whenever its workers die: $deaths',
    async ({ deaths }) => {
      const person = await canary();
      const { groupId } = await spread(person);
      const { id, alias, session, earlier, mark } = person;
      await put(aws.imports, 'imports/kept.csv', 'email\nkept@example.com\n');
      expect(await everything()).toContain(mark);
      const before = await getRegistration(aws.table, session.id, id);
      const job = await act({ type: 'erase' }, { ids: [id] }, [...deaths]);

      expect(job).toMatchObject({ status: 'done', counts: { chosen: 1, changed: 1, skipped: 0, failed: 0 } });
      const left = await everything();
      const found = left.split('\n').filter((line) => line.toLowerCase().includes(mark));
      expect(found.map((line) => line.slice(0, 300))).toEqual([]);

      const identities = await getIdentities(aws.table, [id, alias]);
      for (const one of [id, alias])
        expect(identities.get(one)).toMatchObject({
          kind: 'erased',
          wish: { optedOutAt: '2027-02-01T00:00:00.000Z' },
        });
      expect((await membersPage(aws.table, groupId, shardOf(id), undefined, 10)).ids).toEqual([]);
      const after = await getRegistration(aws.table, session.id, id);
      expect(after).toMatchObject({ status: before!.status, round: before!.round, epoch: before!.epoch + 1 });
      expect(await getRegistration(aws.table, earlier.id, alias)).toMatchObject({ answers: {} });
      expect(await keysOf(aws.imports)).toContain('imports/kept.csv');
      // What is packed cannot be searched by the test.
      expect((await keysOf(aws.exports)).filter((key) => key.endsWith('.xlsx'))).toEqual([]);
    },
  );

  it('causes no mail and moves no count', async () => {
    const { id, session } = await canary();
    const pk = { entity: 'registration', pk: `REGISTRATIONS#${session.id}#00` };
    const before = await getRegistration(aws.table, session.id, id);
    await act({ type: 'erase' }, { ids: [id] });
    const after = await getRegistration(aws.table, session.id, id);
    expect(after!.erasedAt).toBeDefined();
    const told = consequencesOf({ sequence: '1', before: { ...before, ...pk }, after: { ...after, ...pk } });
    expect(Object.values(told).flat()).toEqual([]);
  });

  it('keeps them from being imported again, and lets them come back by themselves', async () => {
    const { id, email, event, session } = await canary();
    await act({ type: 'erase' }, { ids: [id] });
    const again = await importFile(aws, clock, `${randomUUID()}.csv`, `email,first name\n${email},Ann\n`);
    expect(again.counts).toMatchObject({ read: 1, skipped: 1 });
    expect(await getParticipant(aws.table, id)).toBeUndefined();

    await register(registering(), { event, request: post({ email, firstName: 'Back' }) });
    const back = await getParticipant(aws.table, id);
    expect(back).toMatchObject({ firstName: 'Back', optedOutAt: '2027-02-01T00:00:00.000Z' });
    const registration = await getRegistration(aws.table, session.id, id);
    // They had opted out: a post alone, which anybody can make, does not give them their place back.
    expect(registration).toMatchObject({ email, round: 2, status: 'pending' });
    expect(registration!.erasedAt).toBeUndefined();
  });

  it('counts everybody once when a worker dies among many', async () => {
    const people = await storedPeople(aws.table, `many-${randomUUID()}`, 40);
    const ids = people.map((person) => person.id);
    const unknown = `par_${'0'.repeat(32)}`;
    const job = await act({ type: 'erase' }, { ids: [...ids, unknown] }, [60, 61, 130]);
    expect(job).toMatchObject({
      status: 'done',
      counts: { chosen: 41, changed: 40, skipped: 1, failed: 0 },
      reasons: { unknown: 1 },
    });
  });
});

describe('A purge', () => {
  it('erases whom nobody has seen and whom somebody deleted long ago, and foresees whom', async () => {
    clock.now = NOW;
    const name = `purge-${randomUUID()}`;
    const people = await storedPeople(aws.table, name, 5, (n) => ({
      createdAt: n === 3 ? '2027-02-01T00:00:00.000Z' : '2025-01-01T00:00:00.000Z',
      ...(n === 1 && { lastSeenAt: '2027-02-01T00:00:00.000Z' }),
      ...(n === 3 && { deletedAt: '2027-02-01T00:00:00.000Z' }),
      ...(n === 4 && { lastSeenAt: '2027-02-20T00:00:00.000Z', deletedAt: '2027-01-01T00:00:00.000Z' }),
    }));
    const event = await storedEvent(aws.table);
    await storedSession(aws.table, event);
    const { email } = people[2]!;
    // Registered lately under the address of the third, who is stored under another id: moved to it.
    await register(registering(), { event, request: post({ email: email! }) });
    const action = { type: 'purge', ...limitsAt({ unseenMonths: 12 }, clock.now) };
    const order = { action: BulkAction.parse(action), selection: everybody, dryRun: true };
    const dry = await beginBulk(deps(), order, 'anna');
    const foreseen = BulkJob.parse(await runToEnd(() => jobDeps(aws, clock), clock, dry!.id));
    const done = await act(action, everybody);
    const { deleted = 0, unseen = 0 } = foreseen.reasons;
    expect(foreseen).toMatchObject({ status: 'done', counts: { changed: deleted + unseen } });
    expect([deleted >= 1, unseen >= 2]).toEqual([true, true]);
    expect(done).toMatchObject({ status: 'done', counts: { changed: foreseen.counts.changed } });
    const left = await getIdentities(
      aws.table,
      people.map(({ id }) => id),
    );
    expect(people.map(({ id }) => left.get(id)?.kind)).toEqual([
      'erased',
      'person',
      'erased',
      'person',
      'erased',
    ]);
  });

  it('reckons months by the calendar', () => {
    const at = Date.parse('2027-03-31T12:00:00Z');
    expect(limitsAt({ unseenMonths: 1 }, at)).toEqual({
      deletedBefore: '2027-03-01T12:00:00.000Z',
      unseenSince: '2027-02-28T00:00:00.000Z',
    });
  });
});
