import { afterEach, describe, expect, it } from 'vitest';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import { auditJob } from '../../shared/history/usecases/audit-job.ts';
import { importKind } from '../../shared/imports/usecases/import-kind.ts';
import { type ImportCounts } from '../../shared/imports/domain/import-job.ts';
import { participantStatus } from '../../shared/people/domain/wish.ts';
import { listFaults } from '../../shared/imports/table/fault-items.ts';
import { getParticipant } from '../../shared/people/table/participant-items.ts';
import { putUpload } from '../../shared/imports/table/upload-items.ts';
import { beginImport, importIdOf } from '../../shared/imports/usecases/begin-import.ts';
import { optOutOfEverything } from '../../shared/people/usecases/change-wishes.ts';
import { NOW } from '../support/factories.ts';
import { counts, lines, useImports } from '../support/use-imports.ts';
import { idOf } from '../support/registrants.ts';
import { jobDeps, readText, runToEnd } from '../support/run-jobs.ts';
import { getJob } from '../support/stored-jobs.ts';

const { aws, clock, importFile, arrive } = useImports();

afterEach(() => {
  aws.faults.set(1, []);
});

describe('Importing a file', () => {
  it('makes a participant of every good row and keeps every bad one with line, column and reason', async () => {
    const job = await importFile(
      'mixed.csv',
      '\u{feff}' +
        lines(
          'E-Mail;Vorname;Nachname',
          'good1@example.com;Ann;Lee',
          'not an address;Bob;',
          '"good2@example.com";"two\n\u0007lines";x',
          'short@example.com',
          'good3@example.com;Žofie;Ö',
        ),
    );
    expect(job).toMatchObject({ status: 'done', counts: counts({ read: 5, created: 2, failed: 3 }) });
    expect((await listFaults(aws.table, job.id, 0, 10)).faults).toMatchObject([
      { line: 3, column: 1, columnName: 'E-Mail', code: 'email-invalid', value: 'not an address' },
      { line: 4, code: 'invalid-value', columnName: 'Vorname' },
      { line: 6, code: 'short-row' },
    ]);
    expect(await getParticipant(aws.table, idOf('good3@example.com'))).toMatchObject({
      firstName: 'Žofie',
      lastName: 'Ö',
      source: 'import',
    });
  });

  it('offers the bad rows as a file in the form of the original, which imports once it is mended', async () => {
    const job = await importFile('mend.csv', lines('email;name', 'bad;"a;b"', 'fine@example.com;x'));
    const faults = await readText(aws.imports, `reports/${job.id}/faults.csv`);
    expect(faults.split('\r\n')[0]).toBe('\u{feff}email;name;import fault');
    expect(faults.split('\r\n')[1]).toMatch(/^bad;"a;b";.*line 2 \(email\)/);
    expect(JSON.parse(await readText(aws.imports, `reports/${job.id}/summary.json`))).toMatchObject({
      status: 'done',
      counts: { failed: 1 },
    });
    const mended = await importFile('mended.csv', faults.replace('bad;', 'mended@example.com;'));
    expect(mended.counts).toEqual(counts({ read: 1, created: 1 }));
  });

  it('changes nothing and costs no write unit a row when the same rows come again', async () => {
    const rows = Array.from({ length: 300 }, (_, n) => `same${n}@example.com,First${n}`);
    await importFile('once.csv', lines('email,first name', ...rows));
    const counting = aws.countingTable();
    const id = await arrive('twice.csv', lines('email,first name', ...rows));
    const job = await runToEnd(() => jobDeps(aws, clock, { table: counting.table }), clock, id);
    expect(job).toMatchObject({ status: 'done', counts: counts({ read: 300, unchanged: 300 }) });
    expect(counting.writes()).toBeLessThan(100);
  });

  it('costs at most two write units a new row', async () => {
    const counting = aws.countingTable();
    const id = await arrive(
      'cost.csv',
      lines('email', ...Array.from({ length: 500 }, (_, n) => `cost${n}@example.com`)),
    );
    await runToEnd(() => jobDeps(aws, clock, { table: counting.table }), clock, id);
    expect(counting.writes() / 500).toBeGreaterThanOrEqual(1);
    expect(counting.writes() / 500).toBeLessThanOrEqual(2);
  });

  it('updates what differs, and never empties a field with an empty cell', async () => {
    await importFile('a.csv', lines('email,first name,company', 'u1@example.com,Uma,Acme'));
    const job = await importFile('b.csv', lines('email,first name,company', 'U1@example.com,,New Ltd'));
    expect(job.counts).toEqual(counts({ read: 1, updated: 1 }));
    expect(await getParticipant(aws.table, idOf('u1@example.com'))).toMatchObject({
      firstName: 'Uma',
      company: 'New Ltd',
    });
  });

  it('never lifts an opt-out', async () => {
    await importFile('c.csv', lines('email,first name', 'gone@example.com,G'));
    await optOutOfEverything(aws.table, idOf('gone@example.com'), '2027-03-01T00:00:00Z');
    await importFile('d.csv', lines('email,first name,status', 'gone@example.com,Gone,active'));
    const person = await getParticipant(aws.table, idOf('gone@example.com'));
    expect(person?.firstName).toBe('Gone');
    expect(participantStatus(person!)).toBe('unsubscribed');
  });

  it('takes the first of two rows that name one person, and says so of the second', async () => {
    const job = await importFile(
      'double.csv',
      lines('email,first name', 'dup@example.com,One', 'x@example.com,X', 'DUP@example.com,Two'),
    );
    expect(job.counts).toEqual(counts({ read: 3, created: 2, skipped: 1 }));
    expect(await getParticipant(aws.table, idOf('dup@example.com'))).toMatchObject({ firstName: 'One' });
    expect((await listFaults(aws.table, job.id, 0, 10)).faults).toMatchObject([
      { line: 4, code: 'same-person' },
    ]);
  });

  it('is unchanged when it comes again, whoever it names twice', async () => {
    const rows = ['email,first name', ...[0, 1, 2].map((n) => `twice@example.com,N${n}`)];
    await importFile('twice-1.csv', lines(...rows));
    for (const name of ['twice-2.csv', 'twice-3.csv']) {
      const again = await importFile(name, lines(...rows));
      expect(again.counts).toEqual(counts({ read: 3, unchanged: 1, skipped: 2 }));
      expect(await getParticipant(aws.table, idOf('twice@example.com'))).toMatchObject({ firstName: 'N0' });
    }
  });

  it('takes rows that repeat a person without a look at the table for each', async () => {
    const rows = Array.from({ length: 1_000 }, (_, n) => `often@example.com,N${n}`);
    const counting = aws.countingTable();
    for (const [name, outcome] of [
      ['often-1.csv', 'created'],
      ['often-2.csv', 'unchanged'],
    ] as const) {
      const id = await arrive(name, lines('email,first name', ...rows));
      const before = counting.reads();
      const job = await runToEnd(() => jobDeps(aws, clock, { table: counting.table }), clock, id);
      expect(job).toMatchObject({ counts: counts({ read: 1_000, [outcome]: 1, skipped: 999 }) });
      expect(counting.reads() - before).toBeLessThan(200);
    }
  });

  it('is one import, however often the file is announced', async () => {
    const id = await arrive('thrice.csv', lines('email', 'thrice@example.com'));
    const again = await arrive('thrice.csv', lines('email', 'thrice@example.com'));
    expect(again).toBe(id);
    const facts = { bucket: aws.imports.bucket, key: 'imports/thrice.csv', etag: 'other', size: 1 };
    expect(importIdOf(facts)).not.toBe(id);
  });

  it.each([
    ['an empty file', '', 'empty'],
    ['a file with a header only in blanks', '\r\n\r\n', 'empty'],
    ['a ZIP file', 'PK\u0003\u0004 something', 'workbook-damaged'],
    ['a file without an address column', 'name,city\nAnn,Rome\n', 'no-email-column'],
  ])('says what is wrong with %s', async (_, content, reason) => {
    const job = await importFile(`bad-${reason}-${content.length}.csv`, content);
    expect(job).toMatchObject({ status: 'failed', reason });
    expect(job.detail).toMatch(/\w+ .*\./s);
  });

  it('costs one row, not the file, when a quote is never closed or a line has no end', async () => {
    const content =
      lines('email,name', 'ok1@example.com,"never closed', 'ok2@example.com,b') +
      `ok3@example.com,${'x'.repeat(3_000_000)}\r\nok4@example.com,d\r\n`;
    const job = await importFile('damaged.csv', content);
    expect(job.counts).toMatchObject({ created: 2, failed: 2 });
    expect((await listFaults(aws.table, job.id, 0, 10)).faults.map((fault) => fault.code)).toEqual([
      'unclosed-quote',
      'record-too-long',
    ]);
  });

  it('keeps columns called __proto__ and constructor out of harm', async () => {
    const job = await importFile('proto.csv', lines('__proto__,constructor,email', 'a,b,proto@example.com'));
    expect(job.counts.created).toBe(1);
    expect(job.columns?.map((column) => column.name)).toEqual(['__proto__', 'constructor', 'email']);
    expect(Object.prototype).not.toHaveProperty('a');
  });

  it('ends as replaced when the file is overwritten while it is imported', async () => {
    const rows = Array.from({ length: 5000 }, (_, n) => `swap${n}@example.com`);
    const id = await arrive('swap.csv', lines('email', ...rows));
    let checks = 0;
    const deps = jobDeps(aws, clock);
    const { runJob } = await import('../../functions/jobs/job-registry.ts');
    await runJob(deps, id, { owner: 'first', mayGoOn: () => (checks += 1) < 1 });
    await aws.imports.client.send(
      new PutObjectCommand({
        Bucket: 'imports',
        Key: 'imports/swap.csv',
        Body: lines('email', 'other@example.com'),
      }),
    );
    const job = await runToEnd(() => deps, clock, id);
    expect(job).toMatchObject({ status: 'failed', reason: 'replaced' });
    expect((job as { counts: ImportCounts }).counts.created).toBe(125);
  });

  it('is begun by whoever asked for its upload, in the job and in the log alike', async () => {
    const file = { bucket: aws.imports.bucket, key: 'imports/asked.csv', etag: 'e', size: 9 };
    const asked = { options: {}, createdBy: 'organizer-7', asAdmin: false };
    await putUpload(aws.table, file.key, asked, 4_000_000_000);
    await beginImport({ table: aws.table, now: () => NOW }, file, 'bucket');
    const job = await getJob(aws.table, importIdOf(file));
    expect(job).toMatchObject({ createdBy: 'organizer-7', asAdmin: false });
    expect(auditJob([importKind])({ sequence: '1', after: { ...job } }).audits).toMatchObject([
      { act: 'import', actor: 'organizer-7' },
    ]);
  });

  it('ignores folder markers and files elsewhere', async () => {
    const deps = { table: aws.table, now: () => NOW };
    const file = { bucket: 'imports', etag: 'e', size: 0 };
    expect(await beginImport(deps, { ...file, key: 'imports/' }, 'bucket')).toBe('ignored');
    expect(await beginImport(deps, { ...file, key: 'attendance/x.csv' }, 'bucket')).toBe('ignored');
  });

  it('loses and doubles nothing when writes are throttled and half-accepted', async () => {
    aws.faults.set(11, [
      { service: 'dynamodb', action: 'BatchExecuteStatement', kind: 'unprocessed', rate: 0.3 },
      { service: 'dynamodb', action: 'BatchExecuteStatement', kind: 'timeout-after-success', rate: 0.05 },
      { service: 'dynamodb', action: 'BatchWriteItem', kind: 'unprocessed', rate: 0.3 },
      { service: 'dynamodb', action: '*', kind: 'throttle', rate: 0.02 },
    ]);
    const rows = Array.from({ length: 1000 }, (_, n) =>
      n % 10 === 0 ? `bad row ${n}` : `storm${n}@example.com`,
    );
    const job = await importFile('storm.csv', lines('email', ...rows));
    expect(job).toMatchObject({ status: 'done', counts: counts({ read: 1000, created: 900, failed: 100 }) });
    expect((await listFaults(aws.table, job.id, 0, 1000)).faults).toHaveLength(100);
  });
});
