import { randomBytes } from 'node:crypto';
import { PutCommand } from '@aws-sdk/lib-dynamodb';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BulkJob } from '../../shared/bulk/domain/bulk-job.ts';
import { noCounts, ImportJob } from '../../shared/imports/domain/import-job.ts';
import { fieldErrors } from '../../shared/platform/problems/field-errors.ts';
import { ImportMapping } from '../../shared/imports/domain/import-mapping.ts';
import { ImportOptions } from '../../shared/imports/domain/import-options.ts';
import { participantIdInChannel } from '../../shared/people/domain/identity.ts';
import { Refusal } from '../../shared/platform/problems/refusal.ts';
import { hasOptedOut } from '../../shared/people/domain/wish.ts';
import { deleteFile } from '../../shared/platform/object-store/delete-file.ts';
import { pointerItem } from '../../shared/people/table/identity-items.ts';
import { stamp } from '../../shared/platform/table/item.ts';
import { saveJob } from '../../shared/jobs/table/job-items.ts';
import { participantKey } from '../../shared/people/table/person-keys.ts';
import { getParticipant, patchWish } from '../../shared/people/table/participant-items.ts';
import { listRegistrations } from '../../shared/registrations/table/registration-items.ts';
import { beginBulk } from '../../shared/bulk/usecases/begin-bulk.ts';
import { cancelRegistration } from '../../shared/registrations/table/change-registrations.ts';
import { optOutOfEverything } from '../../shared/people/usecases/change-wishes.ts';
import { previewImport } from '../../shared/imports/usecases/dry-run/preview-import.ts';
import { register } from '../../shared/registrations/usecases/register.ts';
import { runJob } from '../../functions/jobs/job-registry.ts';
import { startImport, withOptions } from '../../shared/imports/usecases/start-import.ts';
import { NOW, post, storedEvent, storedSession } from '../support/factories.ts';
import { allocate, seatFaults, seatsTaken } from '../support/seats/seat-world.ts';
import { counts, lines, useImports } from '../support/use-imports.ts';
import { idOf } from '../support/registrants.ts';
import { type Death, identityKey, jobDeps, runToEnd } from '../support/run-jobs.ts';
import { getJob } from '../support/stored-jobs.ts';
import { rounds } from '../support/rounds.ts';

const { aws, clock, run, person, faultsOf, arrive, finish, dying } = useImports();

const admin = { id: 'org-1', role: 'admin' as const };
const context = () => ({ table: aws.table, imports: aws.imports, now: () => clock.now });
const again = async (id: string) => ImportJob.parse(await finish(id));
const begin = async (job: ImportJob, options: ImportOptions = {}, dryRun = false) => {
  await startImport(context(), job, options, admin, dryRun);
  return again(job.id);
};
const preview = async (job: ImportJob, options: ImportOptions = {}) =>
  previewImport(context(), await withOptions(context(), job, options));
const revert = async (importId: string) => {
  const deps = { table: aws.table, now: () => clock.now, random: randomBytes };
  const order = { action: { type: 'revert-import' as const, importId }, selection: { all: true as const } };
  const bulk = (await beginBulk(deps, order, 'org-1'))!;
  return BulkJob.parse(await finish(bulk.id));
};
const registrations = async (sessionId: string) => {
  const found = [];
  for (let place: Parameters<typeof listRegistrations>[2] | undefined = { shard: 0 }; place;) {
    const page = await listRegistrations(aws.table, sessionId, place, 1000);
    found.push(...page.registrations);
    place = page.next;
  }
  return found;
};

describe('A held import', () => {
  it('waits, is previewed, tried, corrected and started; nobody works on it in between', async () => {
    const job = await run(lines('mail;wer;wann', 'held1@example.com;Ann;3/4/2000', 'nobody;Bob;1/1/2000'), {
      hold: 'true',
    });
    expect(job).toMatchObject({ status: 'waiting', heldFor: 'asked', counts: noCounts });
    expect(await runJob(jobDeps(aws, clock), job.id, { owner: 'w', mayGoOn: () => true })).toBe('held');

    const first = await preview(job);
    expect(first).toMatchObject({
      encoding: 'utf-8',
      delimiter: ';',
      columns: [
        { position: 1, name: 'mail', meaning: 'email' },
        { position: 2, meaning: 'ignored', suggest: { to: 'new-variable', name: 'wer', type: 'text' } },
        { position: 3, meaning: 'ignored', suggest: { to: 'new-variable', name: 'wann', type: 'date' } },
      ],
      rows: [
        { line: 2, fields: { email: 'held1@example.com' } },
        { line: 3, fault: { column: 1, columnName: 'mail', code: 'email-invalid', value: 'nobody' } },
      ],
    });
    const wann = { column: 'wann', to: 'new-variable:date' as const };
    const asked = { mapping: { columns: [{ column: 2, to: 'firstName' as const }, wann] } };
    expect((await preview(job, asked)).questions).toEqual([
      {
        question: 'date-order',
        column: 3,
        columnName: 'wann',
        examples: ['3/4/2000'],
        message: expect.stringContaining('"dateOrder": "day-first"'),
      },
    ]);

    const tried = await begin(job, asked, true);
    expect(tried).toMatchObject({
      status: 'waiting',
      heldFor: 'asked',
      dryRun: true,
      counts: counts({ read: 2, failed: 2 }),
    });
    expect((await faultsOf(tried)).map((fault) => fault.code)).toEqual(['date-order', 'email-invalid']);
    expect(await person('held1@example.com')).toBeUndefined();

    expect(await begin(tried, asked)).toMatchObject({ status: 'waiting', heldFor: 'date-order' });
    const told = {
      mapping: { columns: [asked.mapping.columns[0]!, { ...wann, dateOrder: 'day-first' as const }] },
    };
    const done = await begin((await getJob(aws.table, job.id)) as ImportJob, told);
    expect(done).toMatchObject({
      status: 'done',
      dryRun: false,
      counts: counts({ read: 2, created: 1, failed: 1 }),
    });
    expect((await faultsOf(done)).map((fault) => fault.code)).toEqual(['email-invalid']);
    expect(await person('held1@example.com')).toMatchObject({
      firstName: 'Ann',
      variables: { wann: '2000-04-03' },
    });
    await expect(startImport(context(), done, {}, admin, false)).rejects.toThrow(/done/);
  });

  it('waits to be told the encoding where the letters speak for two', async () => {
    const text = Buffer.from('email,first name,last name\nclose@example.com,Z\xf6e,', 'latin1');
    const job = await run(Buffer.concat([text, Buffer.from([0xc0, 0xed]), Buffer.from('\r\n')]));
    expect(job).toMatchObject({
      status: 'waiting',
      heldFor: 'encoding',
      questions: [{ question: 'encoding', examples: ['windows-1252: Zöe Àí', 'windows-1251: Zцe Ан'] }],
    });
    expect((await preview(job)).questions.filter((one) => one.question === 'encoding')).toHaveLength(1);
    const done = await begin(job, { dialect: { encoding: 'windows-1251' } });
    expect(done).toMatchObject({ status: 'done', dialect: { encoding: 'windows-1251' } });
    expect(await person('close@example.com')).toMatchObject({ lastName: 'Ан' });
  });

  it('of a list waits for the encoding too, and is previewed as it is corrected', async () => {
    const names = Buffer.concat([
      Buffer.from('"Z\xf6e ', 'latin1'),
      Buffer.from([0xc0, 0xed]),
      Buffer.from('"'),
    ]);
    const job = await run(Buffer.concat([names, Buffer.from(' <listed@example.com>\n')]));
    expect(job).toMatchObject({ heldFor: 'encoding', questions: [{ question: 'encoding' }] });
    const first = async (options: ImportOptions) => (await preview(job, options)).rows[0]?.fields;
    expect(await first({ dialect: { encoding: 'windows-1251' } })).toMatchObject({ lastName: 'Ан' });
    expect(await first({ dialect: { encoding: 'windows-1252' } })).toMatchObject({ lastName: 'Àí' });
    expect(await first({ channel: 'telegram', dialect: { encoding: 'windows-1252' } })).not.toHaveProperty(
      'email',
    );
    await begin(job, { dialect: { encoding: 'windows-1251' } });
    expect(await person('listed@example.com')).toMatchObject({ lastName: 'Ан' });
  });

  it('waits to be told the encoding of Cyrillic words that have no capitals, or nothing but', async () => {
    const capitals = Buffer.concat([
      Buffer.from('email,first name\r\ncapitals@example.com,'),
      Buffer.from([0xf1, 0xee, 0xe1]),
      Buffer.from('\r\n'),
    ]);
    const job = await run(capitals);
    expect(job).toMatchObject({
      heldFor: 'encoding',
      questions: [{ examples: ['windows-1251: соб', 'koi8-r: ЯНА', 'ibm866: ёюс', 'windows-1255: סמב'] }],
    });
    await begin(job, { dialect: { encoding: 'koi8-r' } });
    expect(await person('capitals@example.com')).toMatchObject({ firstName: 'ЯНА' });
  });

  it('shows a wrong guess of the encoding, and the others that it could be', async () => {
    const text = 'email,first name\r\nenc@example.com,Zo\u00eb\r\n';
    const job = await run(Buffer.from(text, 'latin1'), { hold: 'true' });
    const shown = await preview(job, { dialect: { encoding: 'windows-1251' } });
    expect(shown.rows[0]?.fields).toMatchObject({ firstName: 'Zo\u043b' });
    expect(shown.encodings.map((one) => one.encoding)).toEqual([
      'utf-8',
      'windows-1251',
      'koi8-r',
      'windows-1252',
    ]);
    expect(shown.encodings[3]?.lines[1]).toBe('enc@example.com,Zo\u00eb');
    const guessed = await preview(job);
    expect(guessed.questions).toContainEqual(expect.objectContaining({ question: 'encoding' }));
    await begin(job, { dialect: { encoding: 'windows-1252' } });
    expect(await person('enc@example.com')).toMatchObject({ firstName: 'Zo\u00eb' });
  });
});

describe('An import that failed', () => {
  it('by an option beside it that does not read is started with what is said instead', async () => {
    const job = await run(lines('email', 'option@example.com'), { mode: 'add everybody' });
    expect(job).toMatchObject({ status: 'failed', reason: 'bad-option' });
    await expect(preview(job)).rejects.toThrow(/"mode" cannot be taken.*Upload the file again/);
    await expect(startImport(context(), job, {}, admin, false)).rejects.toThrow(Refusal);
    expect((await preview(job, { mode: 'add' })).rows).toHaveLength(1);
    expect(await begin(job, { mode: 'add' })).toMatchObject({ status: 'done', counts: { created: 1 } });
  });

  it('by a mapping is previewed with another one', async () => {
    const job = await run(lines('email', 'remapped@example.com'), {
      mapping: JSON.stringify({ columns: [{ column: 'mail', to: 'email' }] }),
    });
    expect(job).toMatchObject({ status: 'failed', reason: 'bad-option' });
    await expect(preview(job)).rejects.toThrow(/"mapping" does not fit/);
    expect((await preview(job, { mapping: { columns: [] } })).rows).toHaveLength(1);
  });

  it('and whose file is gone says so', async () => {
    const job = await run(lines('email', 'gone@example.com'), { mode: 'add everybody' });
    await deleteFile(aws.imports, job.key);
    await expect(preview(job, { mode: 'add' })).rejects.toThrow(/replaced or removed/);
    await expect(startImport(context(), job, { mode: 'add' }, admin, false)).rejects.toThrow(/removed/);
  });
});

describe('A suggestion of a preview', () => {
  it('can be sent back as it stands, or under a name of one’s own', async () => {
    const file = lines(
      'email;Размер обуви;Größe;ФИО;Имя;Фамилия;Метки',
      'sug@example.com;43;1,80;Lee, Ann;;;a',
    );
    const job = await run(file, { hold: 'true' });
    const { columns } = await preview(job);
    expect(columns.map(({ to, suggest }) => [to, suggest])).toEqual([
      ['email', undefined],
      ['ignored', { to: 'new-variable', name: 'razmerObuvi', type: 'number' }],
      ['ignored', { to: 'new-variable', name: 'grosse', type: 'number' }],
      ['ignored', { to: 'fullName' }],
      ['firstName', undefined],
      ['lastName', undefined],
      ['ignored', { to: 'groups' }],
    ]);
    const [, shoes, size, name, , , tags] = columns.map((column) => ({
      column: column.position,
      to: column.suggest,
      spread: { column: column.position, ...column.suggest },
    }));
    const mapping = ImportMapping.parse({
      columns: [
        { column: 2, to: shoes!.to },
        { ...size!.spread, name: 'height' },
        { column: 4, to: name!.to },
        { column: 7, to: tags!.to },
      ],
    });
    expect(await begin(job, { mapping })).toMatchObject({ status: 'done' });
    expect(await person('sug@example.com')).toMatchObject({
      firstName: 'Ann',
      groups: new Set([expect.any(String)]),
      variables: { razmerObuvi: 43, height: 1.8 },
    });
  });

  it.each([
    [{ to: 'shoe' }, 'mapping.columns.0.to', /^Must be one of email, .*new-variable:<text\|number/],
    [{ to: 'new-variable' }, 'mapping.columns.0.type', /one of text, number/],
    [{ to: 'phone', name: '1' }, 'mapping.columns.0.name', /lower-case letter/],
  ])('that was spoilt is named with what would do: %o', (entry, field, message) => {
    const read = ImportOptions.safeParse({ mapping: { columns: [{ column: 2, ...entry }] } });
    expect(fieldErrors(read.error!)).toMatchObject([{ field, message: expect.stringMatching(message) }]);
  });
});

describe('An import that is started again', () => {
  it('after it was cancelled recognizes what it wrote, and reads it by its new mapping', async () => {
    const rows = Array.from({ length: 500 }, (_, n) => `again${n}@example.com,Name${n}`);
    const id = await arrive('again.csv', lines('email,company', ...rows));
    await runJob(jobDeps(aws, clock), id, { owner: 'first', mayGoOn: () => false });
    const half = (await getJob(aws.table, id)) as ImportJob;
    expect(half.counts.created).toBe(125);
    await saveJob(aws.table, { ...half, status: 'cancelled', lease: undefined });
    const cancelled = (await getJob(aws.table, id)) as ImportJob;
    const done = await begin(cancelled, { mapping: { columns: [{ column: 'company', to: 'firstName' }] } });
    expect(done).toMatchObject({ status: 'done', counts: counts({ read: 500, created: 500 }) });
    expect(await person('again7@example.com')).toMatchObject({ firstName: 'Name7', company: 'Name7' });
  });
});

describe('A row that is refused for another of its cells', () => {
  it('still says who wants no mail, at whom it names; nobody comes in by it', async () => {
    await run(lines('email,channel,external id', 'no@example.com,,', 'other@example.com,slack,u-no'));
    const job = await run(
      lines(
        'email,channel,external id,locale,groups,status',
        'no@example.com,,,!!,,unsubscribed',
        ',slack,u-no,!!,,bounced',
        'new-no@example.com,,,!!,,unsubscribed',
        'broken,,,!!,,unsubscribed',
      ),
    );
    expect(job.counts).toEqual(counts({ read: 4, failed: 4 }));
    expect((await faultsOf(job)).every((fault) => !('saysNo' in fault))).toBe(true);
    expect((await person('no@example.com')).optedOutAt).toBeDefined();
    expect((await person('other@example.com')).bouncedAt).toBeDefined();
    expect(await getParticipant(aws.table, idOf('new-no@example.com'))).toBeUndefined();
  });

  it('says so too where its groups cannot be had', async () => {
    await run(lines('email', 'no-group@example.com'));
    const long = 'g'.repeat(300);
    const job = await run(lines('email,groups,opted out', `no-group@example.com,${long},yes`));
    expect(job.counts).toEqual(counts({ read: 1, failed: 1 }));
    expect((await person('no-group@example.com')).optedOutAt).toBeDefined();
  });
});

describe('People behind other identities', () => {
  it('are found by a former address; of two rows about one of them the first counts', async () => {
    await run(lines('email,company', 'new@example.com,Old Ltd'));
    const to = idOf('new@example.com');
    await aws.table.client.send(
      new PutCommand({
        TableName: aws.table.name,
        Item: pointerItem(idOf('old@example.com'), to, '2027-01-01T00:00:00Z'),
      }),
    );
    const job = await run(lines('email,company', 'old@example.com,First', 'new@example.com,Second'));
    expect(job.counts).toEqual(counts({ read: 2, updated: 1, skipped: 1 }));
    expect(await person('new@example.com')).toMatchObject({ email: 'new@example.com', company: 'First' });
    expect(await faultsOf(job)).toMatchObject([{ line: 3, code: 'same-person' }]);
  });

  it('are found by an id in a channel that stood beside their address, in the same file and later', async () => {
    const file = lines(
      'email,channel,external id,opted out',
      'both@example.com,slack,u-both,yes',
      ',slack,u-both,',
      'both@example.com,,,',
    );
    const dry = await run(file, { 'dry-run': 'yes' });
    const job = await run(`${file}\r\n`);
    expect(job.counts).toEqual(counts({ read: 3, created: 1, skipped: 2 }));
    expect(dry.counts).toEqual(job.counts);
    const later = await run(lines('channel,external id', 'slack,u-both'));
    expect(later.counts).toEqual(counts({ read: 1, unchanged: 1 }));
    const id = participantIdInChannel(identityKey, 'slack', 'u-both');
    expect((await person('both@example.com')).aliases).toEqual(new Set([id]));
  });

  it('take an id in a channel that is nobody’s, also when nothing else is new', async () => {
    await run(lines('email', 'takes@example.com'));
    await patchWish(aws.table, idOf('takes@example.com'), {
      set: { channel: 'slack', externalId: 'u-takes' },
    });
    const row = lines('email,channel,external id', 'takes@example.com,slack,u-takes');
    expect((await run(row)).counts).toEqual(counts({ read: 1, unchanged: 1 }));
    expect((await run(lines('channel,external id', 'slack,u-takes'))).counts).toMatchObject({ created: 0 });
  });

  it('do not come in beside somebody whose id in the channel it is: blocked, or anybody else', async () => {
    await run(lines('channel,external id', 'slack,u-blocked', 'slack,u-other'));
    const inChannel = (id: string) => participantIdInChannel(identityKey, 'slack', id);
    await patchWish(aws.table, inChannel('u-blocked'), { set: { blockedAt: '2027-01-01T00:00:00Z' } });
    const file = lines(
      'email,channel,external id,status',
      'beside1@example.com,slack,u-blocked,',
      'beside2@example.com,slack,u-other,unsubscribed',
    );
    const job = await run(file);
    expect(job.counts).toEqual(counts({ read: 2, skipped: 1, failed: 1 }));
    expect((await faultsOf(job)).map(({ code }) => code)).toEqual(['blocked', 'two-people']);
    expect(await person('beside1@example.com')).toBeUndefined();
    expect(await getParticipant(aws.table, inChannel('u-other'))).toHaveProperty('optedOutAt');
    expect((await run(`${file}\r\n`, { 'dry-run': 'yes' })).counts).toEqual(job.counts);
  });

  it('are not brought back when they were erased', async () => {
    const id = idOf('erased@example.com');
    const item = { ...participantKey(id), ...stamp('erased'), id, erasedAt: '2027-01-01T00:00:00Z' };
    await aws.table.client.send(new PutCommand({ TableName: aws.table.name, Item: item }));
    const job = await run(lines('email', 'erased@example.com'));
    expect(job.counts).toEqual(counts({ read: 1, skipped: 1 }));
    const [fault] = await faultsOf(job);
    expect(fault).toMatchObject({ code: 'erased', skipped: true, cells: [] });
    expect(fault).not.toHaveProperty('value');
  });
});

describe('An import into a session', () => {
  it('registers everybody once within its seats, keeps who is registered, and brings nobody back who cancelled', async () => {
    const event = await storedEvent(aws.table);
    const session = await storedSession(aws.table, event, { capacity: 10 });
    const deps = { table: aws.table, identityKey, now: () => NOW };
    for (const name of ['self', 'gone']) {
      const request = post({ email: `s-${name}@example.com`, sessionIds: [session.id] });
      await register(deps, { event, request });
    }
    const gone = (await registrations(session.id)).find((one) => one.email === 's-gone@example.com')!;
    await cancelRegistration(aws.table, gone, []);
    const rows = Array.from({ length: 12 }, (_, n) => `s-${n}@example.com`);
    const file = lines('email', 's-self@example.com', 's-gone@example.com', ...rows);
    const job = await run(file, { session: session.id });
    expect(job).toMatchObject({
      status: 'done',
      registered: 12,
      counts: counts({ read: 14, created: 12, unchanged: 2 }),
    });
    expect(await faultsOf(job)).toMatchObject([{ line: 3, code: 'registration-cancelled' }]);
    await allocate(aws.table, session);
    const all = await registrations(session.id);
    const having = (status: string) => all.filter((one) => one.status === status).map((one) => one.email);
    expect(having('registered').toSorted()).toEqual(['s-self@example.com', ...rows.slice(0, 9)].toSorted());
    expect(having('waitlisted').toSorted()).toEqual(rows.slice(9).toSorted());
    expect(await seatsTaken(aws.table, session)).toBe(10);
    const repeated = await run(file.replace('\r\n', '\r\n\r\n'), { session: session.id });
    expect(repeated).toMatchObject({ registered: 0, counts: { unchanged: 14 } });
    expect(await seatsTaken(aws.table, session)).toBe(10);
  });

  it('takes and counts the same seats wherever its worker dies', async () => {
    const event = await storedEvent(aws.table);
    const rows = Array.from({ length: 120 }, (_, n) => `seat${n}@example.com`);
    await run(lines('email', ...rows.slice(0, 40)));
    const world = async (deaths: Death[]) => {
      const session = await storedSession(aws.table, event, { capacity: 70 });
      const id = await arrive(`seats-${session.id}.csv`, lines('email', ...rows), {
        session: session.id,
      });
      const deps = dying([...deaths]);
      const job = ImportJob.parse(await runToEnd(deps, clock, id));
      const seats = await seatsTaken(aws.table, session);
      const all = await registrations(session.id);
      return {
        registered: job.registered,
        people: job.counts.updated + job.counts.created,
        status: job.status,
        seats,
        faults: await seatFaults(aws.table, session),
        seated: all
          .filter((one) => one.status === 'registered')
          .map((one) => one.email)
          .toSorted(),
      };
    };
    const undisturbed = await world([]);
    expect(undisturbed).toMatchObject({ status: 'done', registered: 120, people: 120, seats: 70 });
    const death = fc.record({ atCall: fc.integer({ min: 2, max: 40 }), afterEffect: fc.boolean() });
    await fc.assert(
      fc.asyncProperty(fc.array(death, { minLength: 1, maxLength: 3 }), async (deaths) => {
        expect(await world(deaths)).toEqual(undisturbed);
      }),
      { seed: 20270301, numRuns: rounds(8), endOnFailure: true },
    );
  });
});

describe('Reverting an import', () => {
  it('takes back what nobody touched since, and a better file may come after it', async () => {
    const event = await storedEvent(aws.table);
    const session = await storedSession(aws.table, event);
    await run(lines('email,company,variables.x', 'r-known@example.com,Acme,'));
    const before = await person('r-known@example.com');
    const job = await run(
      lines(
        'email,company,groups,utm_source,status',
        'r-known@example.com,Wrong,Mistake,vk,',
        'r-new@example.com,Wrong,Mistake,vk,unsubscribed',
        'r-touched@example.com,Wrong,Mistake,,',
        'r-came@example.com,Wrong,,,',
      ),
      { session: session.id },
    );
    expect(job.counts).toEqual(counts({ read: 4, created: 3, updated: 1 }));
    await run(lines('email,phone', 'r-touched@example.com,112'));
    const other = await storedSession(aws.table, event, { startsAt: '2027-03-14T10:00' });
    await register(
      { table: aws.table, identityKey, now: () => NOW },
      { event, request: post({ email: 'r-came@example.com', sessionIds: [other.id] }) },
    );

    const done = await revert(job.id);
    expect(done).toMatchObject({ status: 'done', counts: { changed: 2 } });
    const unmarked = Object.entries(before).filter(([name]) => name !== 'importMark');
    expect(await person('r-known@example.com')).toEqual({
      ...Object.fromEntries(unmarked),
      version: before.version + 2,
      importMark: { ...before.importMark, version: before.version + 2 },
    });
    expect(await person('r-new@example.com')).toMatchObject({ deletedAt: expect.any(String) });
    expect(await person('r-touched@example.com')).not.toHaveProperty('deletedAt');
    expect(await person('r-came@example.com')).not.toHaveProperty('deletedAt');
    // Whoever was left alone keeps what they have, until an organizer looks.
    expect((await registrations(session.id)).map((one) => one.email).toSorted()).toEqual([
      'r-came@example.com',
      'r-touched@example.com',
    ]);
    expect((await revert(job.id)).counts).toMatchObject({ changed: 0 });

    const better = await run(lines('email,first name', 'r-new@example.com,Right'));
    expect(better.counts).toEqual(counts({ read: 1, created: 1 }));
    const anew = await person('r-new@example.com');
    expect(anew).toMatchObject({ firstName: 'Right', optedOutAt: expect.any(String) });
    expect(anew).not.toHaveProperty('company');
    expect(anew).not.toHaveProperty('deletedAt');
  });
});

describe('An opt-out', () => {
  it('is lifted by no order of imports, unsubscribing and registering again', async () => {
    const event = await storedEvent(aws.table);
    const session = await storedSession(aws.table, event);
    let world = 0;
    const act = fc.constantFrom(
      'import',
      'import-status',
      'import-session',
      'unsubscribe',
      'register',
      'bounce',
      'revert',
    );
    await fc.assert(
      fc.asyncProperty(fc.array(act, { minLength: 2, maxLength: 6 }), async (acts) => {
        const email = `wish${(world += 1)}@example.com`;
        let lastImport: string | undefined;
        const must = { optedOut: false, bounced: false };
        for (const [step, one] of acts.entries()) {
          const known = await getParticipant(aws.table, idOf(email));
          if (one === 'import') lastImport = (await run(lines('email,company', `${email},C${step}`))).id;
          if (one === 'import-status') {
            lastImport = (
              await run(
                lines('email,status,company', `${email},${step % 2 ? 'active' : 'unsubscribed'},S${step}`),
              )
            ).id;
          }
          if (one === 'import-session')
            await run(lines('email', email, `x${email}`), { session: session.id });
          if (one === 'unsubscribe') await optOutOfEverything(aws.table, idOf(email), '2027-03-01T00:00:00Z');
          if (one === 'bounce')
            await patchWish(aws.table, idOf(email), { keep: { bouncedAt: '2027-03-01T00:00:00Z' } });
          if (one === 'register')
            await register(
              { table: aws.table, identityKey, now: () => NOW },
              { event, request: post({ email }) },
            );
          if (one === 'revert' && lastImport) await revert(lastImport);
          const after = await getParticipant(aws.table, idOf(email));
          if (known && one === 'unsubscribe') must.optedOut = true;
          if (known && one === 'bounce') must.bounced = true;
          if (after?.optedOutAt) must.optedOut = true;
          if (!after) continue;
          expect(hasOptedOut(after, event.id)).toBe(must.optedOut);
          expect(Boolean(after.bouncedAt)).toBe(must.bounced);
        }
      }),
      { seed: 20270302, numRuns: rounds(12), endOnFailure: true },
    );
  });
});
