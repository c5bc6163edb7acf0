import { randomBytes } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { BulkJob } from '../../shared/bulk/domain/bulk-job.ts';
import { fromTheStart, ImportJob } from '../../shared/imports/domain/import-job.ts';
import { ImportOptions } from '../../shared/imports/domain/import-options.ts';
import type { Event } from '../../shared/events/domain/event.ts';
import type { Session } from '../../shared/events/domain/session.ts';
import { cancelRegistration } from '../../shared/registrations/table/change-registrations.ts';
import { findGroupByName, getGroups } from '../../shared/groups/table/group-items.ts';
import { saveJob } from '../../shared/jobs/table/job-items.ts';
import { getParticipant, patchWish } from '../../shared/people/table/participant-items.ts';
import { getRegistration } from '../../shared/registrations/table/registration-items.ts';
import type { Table } from '../../shared/platform/table/table.ts';
import { beginBulk } from '../../shared/bulk/usecases/begin-bulk.ts';
import { saveFilter } from '../../shared/filters/usecases/save-filter.ts';
import { beginRevert, revertOfImport } from '../../shared/imports/usecases/begin-revert.ts';
import { runJob } from '../../functions/jobs/job-registry.ts';
import { startImport } from '../../shared/imports/usecases/start-import.ts';
import { register } from '../../shared/registrations/usecases/register.ts';
import { changePerson } from '../../shared/people/usecases/change-person.ts';
import { NOW, post, storedEvent, storedSession, testAct } from '../support/factories.ts';
import { IdentityWorld } from '../support/identity-world.ts';
import { justBefore } from '../support/just-before.ts';
import { useJobs } from '../support/use-jobs.ts';
import { idOf } from '../support/registrants.ts';
import { bulkRunner } from '../support/run-bulk.ts';
import { identityKey, jobDeps, runToEnd } from '../support/run-jobs.ts';
import { getJob, cancelJob } from '../support/stored-jobs.ts';

const { aws, clock, importFile, arrive, finish } = useJobs();
let event: Event;
let session: Session;
let names = 0;
beforeEach(async () => {
  clock.now = NOW;
  event = await storedEvent(aws.table);
  session = await storedSession(aws.table, event);
});

const fresh = (name: string) => `${name}${(names += 1)}@example.com`;
const imported = (emails: string[], company = 'Wrong') =>
  importFile(
    `revert-${(names += 1)}.csv`,
    ['email,company', ...emails.map((email) => `${email},${company}`)].join('\r\n') + '\r\n',
    { session: session.id },
  );
const revert = async (importId: string, table: Table = aws.table) => {
  const order = { action: { type: 'revert-import' as const, importId }, selection: { all: true as const } };
  const deps = { table: aws.table, now: () => clock.now, random: randomBytes };
  const bulk = (await beginBulk(deps, order, 'org-1'))!;
  return BulkJob.parse(await runToEnd(() => jobDeps(aws, clock, { table }), clock, bulk.id));
};
const postForm = (email: string) =>
  register(
    { table: aws.table, identityKey, now: () => NOW },
    { event, request: post({ email, sessionIds: [session.id] }) },
  );
const person = (email: string) => getParticipant(aws.table, idOf(email));
const registrationOf = (email: string) => getRegistration(aws.table, session.id, idOf(email));

describe('Reverting an import into a session', () => {
  it('leaves somebody who posted the form of that session since', async () => {
    const [came, others] = [fresh('came'), fresh('others')];
    const job = await imported([came, others]);
    await postForm(came);
    expect(await revert(job.id)).toMatchObject({ status: 'done', counts: { changed: 1 } });
    expect(await person(came)).not.toHaveProperty('deletedAt');
    expect(await registrationOf(came)).toMatchObject({ status: 'registered' });
    expect(await person(others)).toHaveProperty('deletedAt');
    expect(await registrationOf(others)).toBeUndefined();
  });

  it('leaves the post of somebody whom the import only registered, and takes back whom nobody heard from', async () => {
    const [came, silent] = [fresh('came'), fresh('silent')];
    const into = session;
    session = await storedSession(aws.table, event, { startsAt: '2027-03-09T10:00' });
    await postForm(came);
    await postForm(silent);
    session = into;
    const job = await imported([came, silent], '');
    expect(job.counts).toMatchObject({ updated: 2 });
    await postForm(came);
    await revert(job.id);
    expect(await registrationOf(came)).toMatchObject({ status: 'registered' });
    expect(await registrationOf(silent)).toBeUndefined();
  });

  it('leaves a post that comes while registrations are being taken back', async () => {
    const email = fresh('late');
    const job = await imported([email]);
    const isTakingBack = ({ input }: { input: object }) => JSON.stringify(input).includes('"Delete":');
    const table = {
      ...aws.table,
      client: justBefore(aws.table.client, isTakingBack, () => postForm(email)),
    };
    await revert(job.id, table);
    expect(await person(email)).not.toHaveProperty('deletedAt');
    expect(await registrationOf(email)).toMatchObject({ status: 'registered' });
  });

  it('leaves what another registration becomes part of while registrations are being taken back', async () => {
    const [own, other] = [fresh('own'), fresh('other')];
    const into = session;
    session = await storedSession(aws.table, event, { startsAt: '2027-03-09T10:00' });
    await postForm(own);
    session = into;
    const job = await imported([own], '');
    await postForm(other);
    const merge = async () => {
      const world = new IdentityWorld(aws);
      await world.finish((await world.merge(idOf(other), idOf(own))).jobId);
    };
    const isTakingBack = ({ input }: { input: object }) => JSON.stringify(input).includes('"Delete":');
    await revert(job.id, { ...aws.table, client: justBefore(aws.table.client, isTakingBack, merge) });
    expect(await registrationOf(own)).toMatchObject({ status: 'registered' });
  });

  it('leaves the word of somebody who cancelled, so that the next import does not register them', async () => {
    const email = fresh('cancelled');
    const job = await imported([email]);
    await cancelRegistration(aws.table, (await registrationOf(email))!, []);
    await revert(job.id);
    expect(await registrationOf(email)).toMatchObject({ status: 'cancelled' });
    await imported([email], 'Right');
    expect(await registrationOf(email)).toMatchObject({ status: 'cancelled' });
  });

  it('leaves whom others changed since, with their registration', async () => {
    const email = fresh('touched');
    const job = await imported([email]);
    await importFile(`touch-${names}.csv`, `email,phone\r\n${email},12345\r\n`);
    await revert(job.id);
    expect(await person(email)).not.toHaveProperty('deletedAt');
    expect(await registrationOf(email)).toMatchObject({ status: 'registered' });
  });

  it.each(['survivor', 'other'])(
    'leaves the registration of a merged person who had made one by themselves, the %s',
    async (own) => {
      const world = new IdentityWorld(aws);
      const [mine, theirs] = [fresh('self'), fresh('imported')];
      await postForm(mine);
      const job = await imported([theirs]);
      const [survivor, other] = own === 'survivor' ? [mine, theirs] : [theirs, mine];
      await world.finish((await world.merge(idOf(other), idOf(survivor))).jobId);
      clock.now = world.now;
      await revert(job.id);
      expect(await registrationOf(survivor)).toMatchObject({ status: 'registered' });
      expect(await person(survivor)).not.toHaveProperty('deletedAt');
    },
  );

  it('leaves the registration of somebody who became one with a person whom it had not registered', async () => {
    const world = new IdentityWorld(aws);
    const [mine, theirs] = [fresh('mine'), fresh('theirs')];
    const into = session;
    session = await storedSession(aws.table, event, { startsAt: '2027-03-09T10:00' });
    await postForm(mine);
    session = into;
    const job = await imported([theirs], '');
    await world.finish((await world.merge(idOf(theirs), idOf(mine))).jobId);
    clock.now = world.now;
    await revert(job.id);
    expect(await registrationOf(mine)).toMatchObject({ status: 'registered' });
  });

  it('takes back the registration of two people whom it registered, and who were one', async () => {
    const world = new IdentityWorld(aws);
    const [one, two] = [fresh('one'), fresh('two')];
    const into = session;
    session = await storedSession(aws.table, event, { startsAt: '2027-03-09T10:00' });
    await postForm(one);
    await postForm(two);
    session = into;
    const job = await imported([one, two], '');
    await world.finish((await world.merge(idOf(two), idOf(one))).jobId);
    clock.now = world.now;
    await revert(job.id);
    expect(await registrationOf(one)).toBeUndefined();
  });
});

describe('Reverting an import after a bulk action', () => {
  it('takes back whom the action had changed, once that is undone', async () => {
    const bulk = bulkRunner(() => aws, clock);
    const email = fresh('undone');
    const job = await imported([email]);
    const action = { type: 'add-to-group' as const, groupId: await bulk.group(`Undone ${(names += 1)}`) };
    const done = await bulk.act(action, [(await person(email))!]);
    await bulk.undo(done);
    expect((await revert(job.id)).counts).toMatchObject({ changed: 1, skipped: 0 });
    expect(await person(email)).toHaveProperty('deletedAt');
  });
});

describe('Reverting several imports of one person', () => {
  const file = (email: string, company: string) =>
    importFile(
      `newest-${(names += 1)}.csv`,
      `email,company,groups\r\n${email},${company},${company} ${names}\r\n`,
    );

  it('brings everything back, newest first: also whom the first one made', async () => {
    const email = fresh('three');
    const first = await file(email, 'One');
    const made = (await person(email))!;
    const second = await file(email, 'Two');
    const third = await file(email, 'Three');
    expect((await revert(third.id)).counts).toMatchObject({ changed: 1, skipped: 0 });
    expect(await person(email)).toMatchObject({ company: 'Two' });
    await revert(second.id);
    const version = made.version + 4;
    expect(await person(email)).toEqual({ ...made, version, importMark: { ...made.importMark, version } });
    expect((await revert(first.id)).counts).toMatchObject({ changed: 1, skipped: 0 });
    expect(await person(email)).toHaveProperty('deletedAt');
  });

  it('says so when somebody is kept, because a later import or anybody else changed them', async () => {
    const email = fresh('kept');
    const first = await file(email, 'One');
    const second = await file(email, 'Two');
    const kept = { counts: { changed: 0, skipped: 1 }, reasons: { touched: 1 } };
    expect(await revert(first.id)).toMatchObject(kept);
    await revert(second.id);
    const touched = (await person(email))!;
    await patchWish(aws.table, touched.id, { keep: { bouncedAt: '2027-03-01T00:00:00Z' } });
    const third = await file(email, 'Three');
    await revert(third.id);
    const again = BulkJob.parse(await revert(first.id));
    expect(again).toMatchObject(kept);
    expect(await person(email)).not.toHaveProperty('deletedAt');
  });
});

describe('A reverted import', () => {
  const deps = () => ({ table: aws.table, now: () => clock.now, random: randomBytes });
  const again = async (id: string) => ImportJob.parse(await getJob(aws.table, id));

  it('is reverted once, and again only where that failed or was cancelled', async () => {
    const { id } = await imported([fresh('once')]);
    const first = await beginRevert(deps(), await again(id), 'org-1');
    await expect(beginRevert(deps(), await again(id), 'org-1')).rejects.toThrow(/being reverted/);
    await saveJob(aws.table, { ...first, status: 'cancelled' });
    const second = await beginRevert(deps(), await again(id), 'org-1');
    await finish(second.id);
    await expect(beginRevert(deps(), await again(id), 'org-1')).rejects.toThrow(/was reverted/);
    expect(await revertOfImport(deps(), await again(id))).toMatchObject({
      status: 'done',
      createdBy: 'org-1',
      counts: { changed: 1 },
    });
  });

  it('leaves a group that it made to the saved filters that use it', async () => {
    const email = fresh('filtered');
    const shared = ['Filtered', 'Filtered no more'];
    const text = `email,groups\n${email},${shared.join(';')}\n`;
    const job = await importFile(`filtered-${(names += 1)}.csv`, text);
    const [used, free] = await Promise.all(
      shared.map((name) => findGroupByName(aws.table, name.toLowerCase())),
    );
    const filter = { not: { field: 'group', op: 'in' as const, value: [used!.id] } };
    const deps = { table: aws.table, identityKey, now: () => clock.now, random: randomBytes };
    await saveFilter(deps, { name: 'All others', filter }, 'org-1');
    const done = await revert(job.id);
    expect(done.detail).toContain('kept, since saved filters use them: Filtered.');
    expect([...(await getGroups(aws.table, [used!.id, free!.id])).keys()]).toEqual([used!.id]);
  });

  it('takes the groups along that it made, unless somebody else is in them', async () => {
    const [one, two, before] = [fresh('g-one'), fresh('g-two'), fresh('g-before')];
    const file = (name: string, content: string) => importFile(`${name}-${(names += 1)}.csv`, content);
    await file('there', `email,groups\n${before},There before\n`);
    const job = await file('made', `email,groups\n${one},Empty then;There before\n${two},Shared\n`);
    await file('others', `email,groups\n${before},Shared\n`);
    const done = await revert(job.id);
    expect(done.detail).toContain('removed, since nobody is in them: Empty then.');
    expect(done.detail).toContain('kept, since somebody is in them: Shared.');
    const left = await Promise.all(
      ['empty then', 'shared', 'there before'].map((name) => findGroupByName(aws.table, name)),
    );
    expect(left.map((group) => group?.name)).toEqual([undefined, 'Shared', 'There before']);
  });
});

describe('An import that is reverted and started again', () => {
  const deps = () => ({ table: aws.table, now: () => clock.now, random: randomBytes });
  const files = () => ({ table: aws.table, imports: aws.imports, now: () => clock.now });
  const admin = { id: 'org-1', role: 'admin' as const };
  const jobOf = async (id: string) => ImportJob.parse(await getJob(aws.table, id));
  const again = async (id: string, options: ImportOptions = {}) => {
    await startImport(files(), await jobOf(id), options, admin, false);
    return ImportJob.parse(await finish(id));
  };
  const takeBack = async (id: string) =>
    BulkJob.parse(await finish((await beginRevert(deps(), await jobOf(id), 'org-1')).id));
  /** All rows are in the table, and somebody cancelled before the import was done. */
  const halfDone = async (content: string, metadata: Record<string, string> = {}) => {
    const id = await arrive(`half-${(names += 1)}.csv`, content, metadata);
    await runJob(jobDeps(aws, clock), id, { owner: 'first', mayGoOn: () => false });
    await cancelJob(files(), await jobOf(id));
    return id;
  };

  it('does not begin while it is being reverted, and its reverting takes back nothing of a later run', async () => {
    const email = fresh('anew');
    const id = await halfDone(`email\n${email}\n`);
    const cancelled = await jobOf(id);
    const reverting = await beginRevert(deps(), cancelled, 'org-1');
    for (const dryRun of [false, true])
      await expect(startImport(files(), cancelled, {}, admin, dryRun)).rejects.toThrow(/being reverted/);
    // Whoever had looked before that, and writes now.
    await saveJob(aws.table, fromTheStart(await jobOf(id), {}));
    expect(await finish(id)).toMatchObject({ status: 'done' });
    expect(await finish(reverting.id)).toMatchObject({ status: 'failed', reason: 'conflict' });
    expect(await person(email)).not.toHaveProperty('deletedAt');
  });

  it('brings its people in once more when its reverting is done', async () => {
    const email = fresh('back');
    const { id } = await imported([email]);
    await expect(startImport(files(), await jobOf(id), {}, admin, false)).rejects.toThrow(/is done/);
    await takeBack(id);
    expect((await again(id)).counts).toMatchObject({ created: 1 });
    expect(await person(email)).not.toHaveProperty('deletedAt');
    expect(await registrationOf(email)).toMatchObject({ status: 'registered' });
  });

  it('may be reverted once more where the last time left somebody', async () => {
    const email = fresh('left');
    await importFile(`left-${(names += 1)}.csv`, `email,company\n${email},Zero\n`);
    const [one, two] = [await imported([email], 'One'), await imported([email], 'Two')];
    expect((await takeBack(one.id)).counts).toMatchObject({ changed: 0, skipped: 1 });
    await takeBack(two.id);
    await takeBack(one.id);
    expect(await person(email)).toMatchObject({ company: 'Zero' });
  });

  it('takes the groups and registrations of its earlier runs back, too', async () => {
    const [known, unknown] = [fresh('known'), fresh('unknown')];
    const group = `Early ${(names += 1)}`;
    await importFile(`known-${(names += 1)}.csv`, `email\n${known}\n`);
    const id = await halfDone(`email,groups\n${known},${group}\n${unknown},${group}\n`, {
      session: session.id,
    });
    const other = await storedSession(aws.table, event, { startsAt: '2027-03-09T10:00' });
    const ignored = { columns: [{ column: 'groups', to: 'ignored' }] };
    const done = await again(id, ImportOptions.parse({ session: other.id, mapping: ignored }));
    expect(done).toMatchObject({ status: 'done', registered: 2 });
    await takeBack(id);
    for (const sessionId of [session.id, other.id])
      expect(await getRegistration(aws.table, sessionId, idOf(known))).toBeUndefined();
    expect(await findGroupByName(aws.table, group.toLowerCase())).toBeUndefined();
  });

  it('leaves what somebody changed between two runs, and whom the first had made then', async () => {
    const [known, made] = [fresh('known'), fresh('made')];
    await importFile(`known-${(names += 1)}.csv`, `email,company\n${known},Before\n`);
    const id = await halfDone(`email,company,phone\n${known},File,123\n${made},File,123\n`);
    for (const email of [known, made])
      await changePerson(
        { ...deps(), identityKey },
        idOf(email),
        { company: 'By hand', phone: '5' },
        testAct,
      );
    const done = await again(id, { mapping: { columns: [{ column: 'company', to: 'ignored' }] } });
    expect(done.counts).toMatchObject({ created: 1, updated: 1 });
    expect((await takeBack(id)).counts).toMatchObject({ changed: 2 });
    for (const email of [known, made]) {
      expect(await person(email)).toMatchObject({ company: 'By hand', phone: '5' });
      expect(await person(email)).not.toHaveProperty('deletedAt');
    }
  });
});
