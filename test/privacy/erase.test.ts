import { randomUUID } from 'node:crypto';
import { ListObjectsV2Command, PutObjectCommand } from '@aws-sdk/client-s3';
import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import { beforeEach, describe, expect, it } from 'vitest';
import { BulkAction, BulkJob } from '../../shared/bulk/domain/bulk-job.ts';
import { newId } from '../../shared/platform/values/ids.ts';
import { everybody, limitsAt } from '../../shared/privacy/domain/retention.ts';
import { reactionsTo } from '../../functions/dispatcher/reactions.ts';
import { ImportJob } from '../../shared/imports/domain/import-job.ts';
import type { Session } from '../../shared/events/domain/session.ts';
import { subjectAccessReport } from '../../shared/privacy/usecases/subject-access-report.ts';
import { beginRevert } from '../../shared/imports/usecases/begin-revert.ts';
import type { HandoverJob } from '../../shared/handovers/domain/handover-job.ts';
import { getDeliveryBody } from '../../shared/handovers/table/delivery-body-items.ts';
import { insertDeliveries } from '../../shared/handovers/table/delivery-items.ts';
import { putFaults } from '../../shared/imports/table/fault-items.ts';
import { createGroup } from '../../shared/groups/table/group-items.ts';
import { putHistory } from '../../shared/people/table/history-items.ts';
import { getIdentities, pointerItem } from '../../shared/people/table/identity-items.ts';
import { participantIdInChannel } from '../../shared/people/domain/identity.ts';
import { redriveRun } from '../../shared/handovers/usecases/redrive-run.ts';
import { findSavedFilter, saveFilter } from '../../shared/filters/usecases/save-filter.ts';
import { createJob, saveJob } from '../../shared/jobs/table/job-items.ts';
import { memberItem, membersPage } from '../../shared/groups/table/member-items.ts';
import { getParticipant } from '../../shared/people/table/participant-items.ts';
import { putItems } from '../../shared/platform/table/put-items.ts';
import { getRegistration, getRegistrations } from '../../shared/registrations/table/registration-items.ts';
import { createVariable } from '../../shared/variables/table/variable-items.ts';
import { beginBulk } from '../../shared/bulk/usecases/begin-bulk.ts';
import { beginExport } from '../../shared/exports/usecases/begin-export.ts';
import { ExportRequest } from '../../shared/exports/domain/export-job.ts';
import { releaseAddress } from '../../shared/people/usecases/release-address.ts';
import { changePerson } from '../../shared/people/usecases/change-person.ts';
import { register } from '../../shared/registrations/usecases/register.ts';
import type { Selection } from '../../shared/filters/domain/selection.ts';
import { memberKey } from '../../shared/groups/table/group-keys.ts';
import { participantKey } from '../../shared/people/table/person-keys.ts';
import { shardOf } from '../../shared/platform/values/shard.ts';
import { NOW, planDeps, post, storedEvent, storedSession, testAct } from '../support/factories.ts';
import type { LocalAws } from '../support/local-aws.ts';
import { emptyBuckets } from '../support/empty-buckets.ts';
import { seatsTaken } from '../support/seats/seat-world.ts';
import { useJobs } from '../support/use-jobs.ts';
import { IdentityWorld } from '../support/identity-world.ts';
import { confirmationDeps, idOf, linkKeys, registered } from '../support/registrants.ts';
import type { Fire } from '../../shared/rules/domain/fire.ts';
import { makeLinkToken } from '../../shared/platform/access/link-token.ts';
import { getItems } from '../../shared/platform/table/get-items.ts';
import { listHistory } from '../../shared/history/table/list-history.ts';
import { openLink } from '../../shared/registrations/usecases/open-link.ts';
import { sendConfirmation } from '../../shared/mail/usecases/send-confirmation.ts';
import { sendReminders } from '../../shared/mail/usecases/send-reminders.ts';
import { setReminders } from '../../shared/mail/usecases/set-reminders.ts';
import { identityKey, jobDeps, readText, runToEnd } from '../support/run-jobs.ts';
import { storedPeople } from '../support/stored-people.ts';
import { updateExpression } from '../../shared/platform/table/update-expression.ts';
import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { getJob } from '../support/stored-jobs.ts';
import { someOf } from '../support/rounds.ts';

const { aws, clock, importFile, exportAll, arrive, finish, dying } = useJobs();
beforeEach(() => emptyBuckets(aws));

const deps = () => ({ ...planDeps(aws.table), now: () => clock.now });
const registering = () => ({ table: aws.table, identityKey, now: () => NOW });

async function act(action: object, selection: Selection, mortally: number[] = []): Promise<BulkJob> {
  const begun = await beginBulk(deps(), { action: BulkAction.parse(action), selection }, 'anna');
  const deaths = mortally.map((atCall) => ({ atCall, afterEffect: atCall % 2 === 0 }));
  const worker = dying(deaths);
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

/** A run of a hand-over rule that is over. */
const handoverOf = (id: string, session: Session): HandoverJob => ({
  kind: 'handover',
  id,
  status: 'done',
  createdAt: new Date(NOW).toISOString(),
  createdBy: 'system',
  version: 1,
  idleSlices: 0,
  eventId: session.eventId,
  cursor: { shard: 0 },
  counts: { looked: 1, chosen: 1, unknown: 0 },
  fire: {
    kind: 'handover',
    sessionId: session.id,
    ruleId: 'crm',
    dueAt: '2027-03-07T10:00:00Z',
  },
});

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
  await createJob(aws.table, handoverOf(run, session));
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
  await exportAll({ all: true, filter });
  await exportAll({ all: true, filter, format: 'xlsx' });
  await beginExport(deps(), ExportRequest.parse({ ids: [id] }), 'anna');
  return { groupId };
}

async function files({ mark, email }: { mark: string; email: string }): Promise<void> {
  const text = `email,first name,phone\n${email.toLowerCase()},Ann ${mark},1\nbad ${email},Ann ${mark},2\n`;
  const { id } = await importFile(`${randomUUID()}.csv`, text);
  const fault = { code: 'x', message: 'x', value: 'y', cells: [`<${email}>`, `Ann ${mark}`] };
  await putFaults(aws.table, id, [{ ...fault, line: 99 }], Math.floor(NOW / 1000) + 86_400 * 40);
  const filler = 'other@example.com;Ann\r\n'.repeat(6_000);
  await put(aws.imports, `reports/${randomUUID()}/faults.csv`, `${filler}${email};Ann ${mark}\r\n`);
  await put(
    aws.imports,
    `imports/${randomUUID()}.txt`,
    Buffer.from(`\ufeff${filler}"${email}"\t`, 'utf16le'),
  );
  await put(aws.exports, `exports/${randomUUID()}/participants.csv`, `id\n${idOf(email.toLowerCase())},x\n`);
}

describe('Erasing a person', () => {
  it.each(someOf([[], [4], [9, 12], [15, 21], [30, 33], [41], [58, 77]], 3).map((deaths) => ({ deaths })))(
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
      expect(after).toMatchObject({
        status: before!.status,
        mailRound: before!.mailRound,
        linkEpoch: before!.linkEpoch + 1,
      });
      expect(await getRegistration(aws.table, earlier.id, alias)).toMatchObject({ answers: {} });
      expect(await keysOf(aws.imports)).toContain('imports/kept.csv');
      // What is packed cannot be searched by the test.
      expect((await keysOf(aws.exports)).filter((key) => key.endsWith('.xlsx'))).toEqual([]);
    },
  );

  it('empties a registration that the index did not show yet', async () => {
    const event = await storedEvent(aws.table);
    const session = await storedSession(aws.table, event);
    await register(registering(), { event, request: post({ email: 'fresh@example.com' }) });
    const lag = { writes: 50, ms: 3_600_000 };
    aws.faults.set(1, [{ service: 'dynamodb', action: 'Query', kind: 'stale-index', rate: 1, lag }]);
    const selection = { ids: [idOf('fresh@example.com')] };
    const begun = await beginBulk(deps(), { action: { type: 'erase' }, selection }, 'anna');
    const catchUp = () => {
      aws.faults.set(1, []);
    };
    const pause = () => Promise.resolve().then(catchUp);
    await runToEnd(() => jobDeps(aws, clock, { pause }), clock, begun!.id).finally(catchUp);
    const [left] = await getRegistrations(aws.table, [
      { sessionId: session.id, participantId: idOf('fresh@example.com') },
    ]);
    expect(left).toMatchObject({ erasedAt: expect.any(String) });
    expect(left!.email).toBeUndefined();
  });

  it('causes no mail, and moves no count but those of country and campaign', async () => {
    const { id, session } = await canary();
    const pk = { entity: 'registration', pk: `REGISTRATIONS#${session.id}#00` };
    const before = await getRegistration(aws.table, session.id, id);
    await act({ type: 'erase' }, { ids: [id] });
    const after = await getRegistration(aws.table, session.id, id);
    expect(after!.erasedAt).toBeDefined();
    const told = reactionsTo({ sequence: '1', before: { ...before, ...pk }, after: { ...after, ...pk } });
    const { counts, ...others } = told;
    expect(Object.values(others).flat()).toEqual([]);
    for (const count of counts) {
      expect(count.before).toBe(count.after);
      const gone = count.labels!.before.filter((label) => !count.labels!.after.includes(label));
      for (const label of gone) expect(label).toMatch(/^(?:zone|utm) /);
    }
  });

  it('empties what was handed over of a registration that the reverting of an import took away', async () => {
    clock.now = NOW;
    const email = `reverted-${randomUUID()}@example.com`;
    const event = await storedEvent(aws.table);
    const session = await storedSession(aws.table, event);
    const text = `email\n${email}\n`;
    const { id: importId } = await importFile(`${randomUUID()}.csv`, text, {
      session: session.id,
    });
    const run = `run_${randomUUID()}`;
    await createJob(aws.table, handoverOf(run, session));
    const createdAt = new Date(NOW).toISOString();
    const delivery = {
      ...{ runId: run, sessionId: session.id, eventId: event.id, ruleId: 'crm', createdAt },
      attempts: 1,
    };
    const body = JSON.stringify({ email });
    await insertDeliveries(aws.table, [
      { ...delivery, participantId: idOf(email), round: 1, status: 'delivered', body, log: [] },
    ]);
    const imported = ImportJob.parse(await getJob(aws.table, importId));
    const { id: revertId } = await beginRevert(deps(), imported, 'anna');
    await finish(revertId);
    expect(await getRegistration(aws.table, session.id, idOf(email))).toBeUndefined();

    const person = (await getParticipant(aws.table, idOf(email)))!;
    expect(await subjectAccessReport(deps(), person)).toMatchObject({ deliveries: [{ body: { email } }] });
    await act({ type: 'erase' }, { ids: [person.id] });
    expect(await getDeliveryBody(aws.table, { runId: run, participantId: person.id })).toBeUndefined();
  });

  it('takes them out of saved filters, and of jobs that are still to work by one', async () => {
    clock.now = NOW;
    const email = `named-${randomUUID()}@example.com`;
    const emails = [email, `other-${randomUUID()}@example.com`];
    const externalId = `@saved_${randomUUID().slice(0, 8)}`;
    const inChannel = participantIdInChannel(identityKey, 'telegram', externalId);
    const [person, other] = await storedPeople(aws.table, randomUUID(), 2, (n) => ({
      email: emails[n]!,
      id: idOf(emails[n]!),
      ...(n === 0 && { channel: 'telegram', externalId, aliases: new Set([inChannel]) }),
    }));
    const byId = { field: 'externalId', op: 'eq' as const, value: externalId };
    const named = { field: 'email', op: 'eq' as const, value: email };
    const draft = { name: `Ask ${email}`, filter: { any: [named, byId, { all: [] }] } };
    const { id } = await saveFilter({ ...deps(), identityKey }, draft, 'anna');
    const theOther = { field: 'email', op: 'eq' as const, value: other!.email! };
    const order = {
      action: BulkAction.parse({ type: 'block' }),
      selection: { all: true as const, filter: { any: [named, theOther] }, exclude: [person!.id] },
    };
    const waiting = (await beginBulk(deps(), order, 'anna'))!.id;
    const erasure = await act({ type: 'erase' }, { ids: [person!.id] });
    expect(erasure.detail).toContain('2 faults, robot posts and filters');
    expect(await everything()).not.toContain(email);
    expect(await everything()).not.toContain(externalId);
    expect(await findSavedFilter(aws.table, id)).toMatchObject({ name: id, version: 2 });
    const blocked = BulkJob.parse(await finish(waiting));
    expect(blocked).toMatchObject({ status: 'done', counts: { chosen: 1, changed: 1 } });
    expect(await getParticipant(aws.table, other!.id)).toHaveProperty('blockedAt');
  });

  it('takes them out of values that jobs have set', async () => {
    clock.now = NOW;
    const email = `value-${randomUUID()}@example.com`;
    const [person] = await storedPeople(aws.table, randomUUID(), 1, () => ({ email, id: idOf(email) }));
    const createdAt = new Date(NOW).toISOString();
    const name = `v${randomUUID().slice(0, 8)}`;
    await createVariable(aws.table, { name, type: 'text', label: name, createdAt, version: 1 });
    const setting = await act({ type: 'set-variable', name, value: `ask ${email}` }, { ids: [person!.id] });
    expect(setting).toMatchObject({ status: 'done', counts: { changed: 1 } });
    await act({ type: 'erase' }, { ids: [person!.id] });
    expect(await everything()).not.toContain(email);
  });

  it('finds the faults of an import that waited for weeks before it was started', async () => {
    clock.now = NOW;
    const email = `late-${randomUUID()}@example.com`;
    const [person] = await storedPeople(aws.table, randomUUID(), 1, () => ({ email, id: idOf(email) }));
    const importId = await arrive(`${randomUUID()}.csv`, 'email\n', { hold: 'true' });
    clock.now += 36 * 86_400_000;
    const fault = { line: 2, code: 'x', message: 'x', cells: [email, 'Ann'] };
    await putFaults(aws.table, `${importId}.1`, [fault], Math.floor(clock.now / 1000) + 86_400 * 30);
    await saveJob(aws.table, { ...ImportJob.parse(await getJob(aws.table, importId)), run: 1 });
    await act({ type: 'erase' }, { ids: [person!.id] });
    expect(await everything()).not.toContain(email);
  });

  it.each([
    ['telegram', 'https://t.me/canary_bird', '@canary_bird'],
    ['whatsapp', '+49 170 1234567', '+491701234567'],
  ])(
    'finds an upload that names them in %s as %s, also when they are part of somebody else',
    async (channel, written, kept) => {
      clock.now = NOW;
      const [survivor] = await storedPeople(aws.table, randomUUID(), 1, () => ({
        channel: 'line',
        externalId: kept,
      }));
      const name = `${randomUUID()}.csv`;
      await importFile(name, `externalId,first name\n${written},Ann\n`, { channel });
      const world = new IdentityWorld(aws);
      world.now = clock.now;
      const otherId = participantIdInChannel(identityKey, channel, kept);
      await world.finish((await world.merge(otherId, survivor!.id)).jobId);
      clock.now = world.now;
      await act({ type: 'erase' }, { ids: [survivor!.id] });
      expect(await keysOf(aws.imports)).not.toContain(`imports/${name}`);
    },
  );

  it.each(['another', 'no'])(
    'finds an upload that names them in a channel after an organizer gave them %s one',
    async (given) => {
      clock.now = NOW;
      const externalId = `canary-${randomUUID()}`;
      const name = `${randomUUID()}.csv`;
      await importFile(name, `externalId,first name\n${externalId},Ann\n`, { channel: 'line' });
      const id = participantIdInChannel(identityKey, 'line', externalId);
      const place =
        given === 'no' ? { channel: null, externalId: null } : { channel: 'viber', externalId: randomUUID() };
      await changePerson({ ...deps(), identityKey }, id, place, testAct);
      await act({ type: 'erase' }, { ids: [id] });
      expect(await keysOf(aws.imports)).not.toContain(`imports/${name}`);
    },
  );

  it('finds an upload that gave them a channel after it was reverted', async () => {
    clock.now = NOW;
    const [email, externalId] = [`line-${randomUUID()}@example.com`, `canary-${randomUUID()}`];
    await importFile(`${randomUUID()}.csv`, `email\n${email}\n`);
    const name = `${randomUUID()}.csv`;
    const text = `email,externalId\n${email},${externalId}\n`;
    const { id: importId } = await importFile(name, text, { channel: 'line' });
    const id = idOf(email);
    expect(await getParticipant(aws.table, id)).toMatchObject({ channel: 'line', externalId });
    // Another file tells the id only.
    const other = `${randomUUID()}.csv`;
    await importFile(other, `externalId\n${externalId}\n`, { channel: 'line', mode: 'add' });
    const { id: revertId } = await beginRevert(
      deps(),
      ImportJob.parse(await getJob(aws.table, importId)),
      'anna',
    );
    await finish(revertId);
    expect(await getParticipant(aws.table, id)).not.toHaveProperty('channel');
    await act({ type: 'erase' }, { ids: [id] });
    expect(await keysOf(aws.imports)).not.toContain(`imports/${other}`);
  });

  describe('who was part of somebody else until their address was released', () => {
    const world = () => Object.assign(new IdentityWorld(aws), { now: clock.now });
    const toldOf = async (id: string) => {
      const { entries } = await listHistory(aws.table, (await getParticipant(aws.table, id))!, undefined, 50);
      return entries.map(({ kind, data }) => ({ kind, data }));
    };

    it('leaves nothing in the other one’s history, whoever that is part of by then', async () => {
      clock.now = NOW;
      const mark = randomUUID();
      const email = `part-${mark}@example.com`;
      const details = (n: number | string) => ({
        ...{ firstName: `Ann ${n}`, lastName: `Lee ${n}`, phone: `${n}`, company: `Firm ${n}` },
        ...{ utm: { source: `s${n}` }, variables: { note: `note ${n}` }, consent: { source: `c${n}` } },
      });
      const [survivor, last] = await storedPeople(aws.table, randomUUID(), 2, details);
      const [other] = await storedPeople(aws.table, randomUUID(), 1, () => ({
        ...{ ...details(mark), email, id: idOf(email) },
      }));
      const at = world();
      await at.finish((await at.merge(other!.id, survivor!.id)).jobId);
      await at.finish((await at.merge(survivor!.id, last!.id)).jobId);
      await releaseAddress(at.deps(), last!.id, email, testAct);
      expect(JSON.stringify(await toldOf(last!.id))).toContain(mark);
      clock.now = at.now;
      await act({ type: 'erase' }, { ids: [other!.id] }, [24, 33]);
      expect(await everything()).not.toContain(mark);
      const told = await toldOf(last!.id);
      expect(told).toContainEqual({ kind: 'merged', data: { from: other!.id } });
      expect(told).toContainEqual({
        kind: 'address-released',
        data: { from: last!.id, released: other!.id },
      });
    });

    it('leaves nothing of a former address either, and what else was told', async () => {
      clock.now = NOW;
      const former = `former-${randomUUID()}@example.com`;
      const [[person], now] = [
        await storedPeople(aws.table, randomUUID(), 1),
        `now-${randomUUID()}@example.com`,
      ];
      const at = world();
      await at.changeEmail(person!.id, former);
      await at.changeEmail(person!.id, now);
      await releaseAddress(at.deps(), person!.id, former, testAct);
      await act({ type: 'erase' }, { ids: [idOf(former)] });
      expect(await everything()).not.toContain(former);
      const told = await toldOf(person!.id);
      expect(told).toContainEqual({ kind: 'email-changed', data: { from: person!.email } });
      expect(told).toContainEqual({ kind: 'email-changed', data: { to: now } });
    });

    it('leaves no address in registrations that are the other one’s now, which stay', async () => {
      clock.now = NOW;
      const fresh = (name: string) => `${name}-${randomUUID()}@example.com`;
      const [email, former, now, own] = [fresh('merged'), fresh('former'), fresh('now'), fresh('own')];
      const event = await storedEvent(aws.table);
      const session = () => storedSession(aws.table, event);
      const [moved, theirs, alone] = [await session(), await session(), await session()];
      const [id, ownerId] = [idOf(email), idOf(own)];
      await registered(aws, event, moved, { email });
      await registered(aws, event, theirs, { email: own });
      const at = world();
      await at.changeEmail(ownerId, former);
      await registered(aws, event, alone, { email: former });
      await at.changeEmail(ownerId, now);
      await at.finish((await at.merge(id, ownerId)).jobId);
      for (const address of [email, former]) await releaseAddress(at.deps(), ownerId, address, testAct);
      const before = (await getRegistration(aws.table, moved.id, ownerId))!;
      expect(before).toMatchObject({ email, mergedFrom: { [id]: {} } });
      clock.now = at.now;
      await act({ type: 'erase' }, { ids: [id, idOf(former)] }, [15, 24, 33]);
      const after = { ...before, email: undefined };
      expect(await getRegistration(aws.table, moved.id, ownerId)).toEqual(after);
      expect((await getRegistration(aws.table, alone.id, ownerId))?.email).toBeUndefined();
      expect((await getRegistration(aws.table, theirs.id, ownerId))?.email).toBe(own);
      const left = await everything();
      for (const gone of [email, former]) expect(left).not.toContain(gone);
    });
  });

  it('leaves nothing of a delivery that could be posted again, also when they are back', async () => {
    clock.now = NOW;
    const email = `again-${randomUUID()}@example.com`;
    const event = await storedEvent(aws.table);
    const session = await storedSession(aws.table, event);
    const { participantId } = await registered(aws, event, session, { email });
    const runId = `run_${randomUUID()}`;
    await createJob(aws.table, handoverOf(runId, session));
    const createdAt = new Date(NOW).toISOString();
    const failed = {
      runId,
      participantId,
      status: 'failed' as const,
      attempts: 9,
      round: 1,
      createdAt,
      log: [],
    };
    await insertDeliveries(aws.table, [
      { ...failed, sessionId: session.id, body: JSON.stringify({ email }) },
    ]);
    await act({ type: 'erase' }, { ids: [participantId] });
    await registered(aws, event, session, { email });
    expect(await redriveRun(deps(), { runId, eventId: event.id, ruleId: 'crm' }, { which: 'failed' })).toBe(
      0,
    );
  });

  it('keeps them from being imported again, and lets them come back by themselves', async () => {
    const { id, email, event, session } = await canary();
    await act({ type: 'erase' }, { ids: [id] });
    const again = await importFile(`${randomUUID()}.csv`, `email,first name\n${email},Ann\n`);
    expect(again.counts).toMatchObject({ read: 1, skipped: 1 });
    expect(await getParticipant(aws.table, id)).toBeUndefined();

    await register(registering(), { event, request: post({ email, firstName: 'Back' }) });
    const back = await getParticipant(aws.table, id);
    expect(back).toMatchObject({ firstName: 'Back', optedOutAt: '2027-02-01T00:00:00.000Z' });
    const registration = await getRegistration(aws.table, session.id, id);
    // They had opted out: a post alone, which anybody can make, does not give them their place back.
    expect(registration).toMatchObject({ email, mailRound: 2, status: 'pending' });
    expect(registration!.erasedAt).toBeUndefined();
  });

  it('takes somebody out of more groups than one transaction holds', async () => {
    const groupIds = Array.from({ length: 120 }, () => newId('grp', NOW, deps().random));
    const [person] = await storedPeople(aws.table, randomUUID(), 1, () => ({ groups: new Set(groupIds) }));
    const { id } = person!;
    await putItems(
      aws.table,
      groupIds.map((groupId) => memberItem(groupId, id, { by: 'anna', at: 'then' })),
    );
    await act({ type: 'erase' }, { ids: [id] });
    expect(
      await getItems(
        aws.table,
        groupIds.map((groupId) => memberKey(groupId, id)),
      ),
    ).toEqual([]);
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

describe('Somebody who was erased and came back for another date', () => {
  const confirmed = { startsAt: '2027-04-07T10:00', capacity: 1 };
  /** Erased from the one session, and registered by themselves for the other. */
  const returned = async () => {
    clock.now = NOW;
    const event = await storedEvent(aws.table);
    const [former, later] = [
      await storedSession(aws.table, event, confirmed),
      await storedSession(aws.table, event, { startsAt: '2027-04-21T10:00' }),
    ];
    const email = `back-${randomUUID()}@example.com`;
    const { participantId: id } = await registered(aws, event, former, { email });
    await act({ type: 'erase' }, { ids: [id] });
    await registered(aws, event, later, { email });
    const erased = (await getRegistration(aws.table, former.id, id))!;
    expect(erased).toMatchObject({ status: 'registered', seat: '1.0' });
    expect(erased.erasedAt).toBeDefined();
    return { event, former, later, email, id, erased };
  };
  it('is nobody in the former one: no reminder, no list, no link, nothing in their history', async () => {
    const { event, former, later, email, id, erased } = await returned();
    await setReminders(
      deps(),
      event.id,
      [{ id: 'hour', anchor: 'start', offsetMinutes: -60, audience: 'registered', template: 'reminder' }],
      undefined,
    );
    const dueAt = new Date(Date.parse(former.startsAtUtc) - 3_600_000).toISOString();
    const fire: Fire = {
      kind: 'reminder',
      sessionId: former.id,
      ruleId: 'hour',
      dueAt,
    };
    const mails = confirmationDeps(aws, () => Date.parse(dueAt));
    expect(await sendReminders(mails, { fire, participantIds: [id] })).toEqual({ stale: 1 });
    const { kind, eventId, mailRound } = {
      kind: 'confirmation' as const,
      eventId: event.id,
      mailRound: erased.mailRound,
    };
    const due = { kind, eventId, sessionId: former.id, participantId: id, mailRound };
    expect(await sendConfirmation(confirmationDeps(aws), due)).not.toBe('sent');

    const { text } = await exportAll({
      all: true,
      filter: { field: 'registered', op: 'in', value: [former.id] },
      fields: ['email'],
    });
    expect(text.trim()).toBe('email');
    const link = makeLinkToken(linkKeys[0]!, 'join', { ...erased, email });
    expect(await openLink({ table: aws.table, linkKeys, now: () => NOW }, 'join', link)).toBeUndefined();
    const { entries } = await listHistory(aws.table, (await getParticipant(aws.table, id))!, undefined, 50);
    const told = entries.filter((entry) => entry.kind === 'registered').map(({ act: session }) => session);
    expect(told).toEqual([later.id]);
  });

  it('can be registered there anew, to the place that was still counted', async () => {
    const { former, email, id, erased } = await returned();
    const job = await act({ type: 'register', sessionId: former.id }, { ids: [id] });
    expect(job.counts).toMatchObject({ changed: 1, unchanged: 0 });
    const after = (await getRegistration(aws.table, former.id, id))!;
    expect(after).toMatchObject({ email, status: 'registered', seat: '1.0', invitedBy: job.id });
    expect(after.erasedAt).toBeUndefined();
    expect(await seatsTaken(aws.table, former)).toBe(1);
    const pk = { entity: 'registration', pk: `REGISTRATIONS#${former.id}#00` };
    const told = reactionsTo({ sequence: '1', before: { ...erased, ...pk }, after: { ...after, ...pk } });
    expect(told).toMatchObject({ confirmations: [], bulk: [{ kind: 'confirmation' }] });
    expect(told.counts.filter((count) => count.before !== count.after)).toEqual([]);
  });

  it('can be imported there anew, to the place that was still counted', async () => {
    const { former, email, id } = await returned();
    const text = `email\nfirst-${email}\n${email}\n`;
    const job = await importFile(`${randomUUID()}.csv`, text, { session: former.id });
    expect(job).toMatchObject({ registered: 2, counts: { created: 1, updated: 1 } });
    const after = (await getRegistration(aws.table, former.id, id))!;
    expect(after).toMatchObject({ email, status: 'registered', seat: '1.0', source: 'import' });
    expect(after.erasedAt).toBeUndefined();
    expect((await getRegistration(aws.table, former.id, idOf(`first-${email}`)))!.status).toBe('waitlisted');
    expect(await seatsTaken(aws.table, former)).toBe(1);
  });

  it('becomes the living one in a merge, and is erased as such again', async () => {
    const { event, former, id } = await returned();
    const other = `other-${randomUUID()}@example.com`;
    const { participantId: otherId } = await registered(aws, event, former, { email: other, firstName: 'X' });
    const world = new IdentityWorld(aws);
    world.now = clock.now;
    await world.finish((await world.merge(otherId, id)).jobId);
    clock.now = world.now;
    const merged = (await getRegistration(aws.table, former.id, id))!;
    expect(merged).toMatchObject({ status: 'waitlisted', email: other });
    expect(merged.erasedAt).toBeUndefined();
    // The seat of the erased one was given up, and is theirs now.
    expect(await seatsTaken(aws.table, former)).toBe(1);
    expect((await getRegistration(aws.table, former.id, id))?.status).toBe('registered');
    await act({ type: 'erase' }, { ids: [id] });
    expect(await everything()).not.toContain(other);
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
    const foreseen = BulkJob.parse(await finish(dry!.id));
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

  it('spares who is registered for a session that is not over, until it is', async () => {
    const event = await storedEvent(aws.table);
    const session = await storedSession(aws.table, event, { startsAt: '2027-06-10T10:00' });
    const { participantId: id } = await registered(aws, event, session, {
      email: `early-${randomUUID()}@example.com`,
    });
    const purge = async (at: string) => {
      clock.now = Date.parse(at);
      await act({ type: 'purge', ...limitsAt({ unseenMonths: 2 }, clock.now) }, { ids: [id] });
      return getParticipant(aws.table, id);
    };
    expect(await purge('2027-06-01T09:00:00Z')).toBeDefined();
    expect(await purge('2027-06-11T09:00:00Z')).toBeUndefined();
  });

  it('spares who was entered lately, also as part of somebody whom nobody has seen for long', async () => {
    clock.now = NOW;
    const createdAt = ['2025-01-01T00:00:00.000Z', '2027-03-06T00:00:00.000Z'];
    const people = await storedPeople(aws.table, `entered-${randomUUID()}`, 2, (n) => ({
      createdAt: createdAt[n]!,
    }));
    const [old, lately] = people.map(({ id }) => id);
    const world = new IdentityWorld(aws);
    await world.finish((await world.merge(lately!, old!)).jobId);
    const purge = async (at: number) => {
      clock.now = at;
      await act({ type: 'purge', ...limitsAt({ unseenMonths: 12 }, at) }, { ids: [old!] });
      return getParticipant(aws.table, old!);
    };
    expect(await purge(world.now)).toMatchObject({ createdAt: createdAt[0] });
    expect(await purge(world.now + 400 * 86_400_000)).toBeUndefined();
  });

  it('spares who is on the black list: nobody could take them off it by name any more', async () => {
    clock.now = NOW;
    const [person] = await storedPeople(aws.table, `black-${randomUUID()}`, 1, () => ({
      createdAt: '2025-01-01T00:00:00.000Z',
      blockedAt: '2025-02-01T00:00:00.000Z',
      deletedAt: '2026-01-01T00:00:00.000Z',
    }));
    const job = await act({ type: 'purge', ...limitsAt({ unseenMonths: 12 }, NOW) }, { ids: [person!.id] });
    expect(job.counts).toMatchObject({ changed: 0, failed: 0 });
    expect(await getParticipant(aws.table, person!.id)).toEqual(person);
  });

  it('reckons months by the calendar', () => {
    const at = Date.parse('2027-03-31T12:00:00Z');
    expect(limitsAt({ unseenMonths: 1 }, at)).toEqual({
      deletedBefore: '2027-03-01T12:00:00.000Z',
      unseenSince: '2027-02-28T00:00:00.000Z',
    });
  });
});
