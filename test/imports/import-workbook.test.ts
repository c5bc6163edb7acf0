import { PutObjectCommand } from '@aws-sdk/client-s3';
import * as XLSX from '@e965/xlsx';
import { beforeAll, describe, expect, it } from 'vitest';
import { ImportJob } from '../../shared/imports/domain/import-job.ts';
import { listFaults } from '../../shared/imports/table/fault-items.ts';
import { createVariable } from '../../shared/variables/table/variable-items.ts';
import { useJobs } from '../support/use-jobs.ts';
import { mortal } from '../support/mortal.ts';
import { jobDeps, readText, runToEnd } from '../support/run-jobs.ts';
import { workbookOf } from '../support/workbooks.ts';
import { someOf } from '../support/rounds.ts';

const { aws, clock, importFile, arrive, finish, personOf } = useJobs();
beforeAll(async () => {
  const createdAt = '2027-01-01T00:00:00.000Z';
  for (const type of ['text', 'number', 'date'] as const)
    await createVariable(aws.table, {
      name: `${type}Field`,
      type,
      label: `A ${type}`,
      createdAt,
      version: 1,
    });
});

type Cells = (string | number | boolean | Date | null)[][];

/** As Excel saves it: shared texts, typed cells. */
function saved(rows: Cells, more: Record<string, Cells> = {}): Buffer {
  const book = XLSX.utils.book_new();
  for (const [name, cells] of Object.entries({ People: rows, ...more })) {
    const sheet = XLSX.utils.aoa_to_sheet(cells, { cellDates: true, UTC: true });
    XLSX.utils.book_append_sheet(book, sheet, name);
  }
  return XLSX.write(book, { type: 'buffer', bookSST: true, compression: true, bookType: 'xlsx' }) as Buffer;
}

describe('A workbook in the bucket', () => {
  it('is imported as it is shown: texts, numbers, dates, blank rows', async () => {
    const job = await importFile(
      'people.xlsx',
      saved([
        [
          'E-Mail',
          'First name',
          'Phone',
          'variables.numberField',
          'variables.dateField',
          'variables.textField',
        ],
        ['ann@example.com', 'Änn', 4917012345678, 1.234, new Date('2027-03-21T00:00:00Z'), 'two\nlines'],
        [],
        ['bob@example.com', '=1+1', '0049 170', 0.1 + 0.2, null, '007'],
        ['cyd@example.com'],
      ]),
    );
    expect(job).toMatchObject({
      status: 'done',
      counts: { read: 3, created: 3, failed: 0 },
      source: { sheet: 'People', others: [] },
    });
    expect(await personOf('ann@example.com')).toMatchObject({
      firstName: 'Änn',
      phone: '4917012345678',
      variables: { numberField: 1.234, dateField: '2027-03-21', textField: 'two\nlines' },
    });
    expect(await personOf('bob@example.com')).toMatchObject({
      firstName: '=1+1',
      phone: '0049 170',
      variables: { numberField: 0.3, textField: '007' },
    });
    expect((await personOf('cyd@example.com'))?.firstName).toBeUndefined();
  });

  it('has a real number refused, not multiplied, where its column is said to hold decimal commas', async () => {
    const bytes = saved([
      ['email', 'numberField'],
      ['real@example.com', 1.5],
      ['typed@example.com', '2,75'],
    ]);
    const asked = await importFile('signs.xlsx', bytes);
    expect(asked).toMatchObject({ heldFor: 'number-format', questions: [{ examples: ['1.5', '2,75'] }] });
    const columns = [{ column: 'numberField', to: 'variables.numberField', decimal: 'comma' }];
    const job = await importFile('comma.xlsx', bytes, { mapping: JSON.stringify({ columns }) });
    expect(job.counts).toMatchObject({ created: 1, failed: 1 });
    expect((await listFaults(aws.table, job.id, 0, 10)).faults).toMatchObject([
      { line: 2, code: 'decimal-sign', value: '1.5' },
    ]);
    expect(await personOf('typed@example.com')).toMatchObject({ variables: { numberField: 2.75 } });
  });

  it('tells of faults where they stand in the sheet, and gives them back as harmless CSV', async () => {
    const rows: Cells = [
      ['email', 'first name', 'variables.textField'],
      ['good@example.com', 'Good', 'a\nb\nc'],
      [],
      ['bad', '=cmd|x', "it's"],
      ['good2@example.com', "'+49 170", ''],
    ];
    const job = await importFile('faults.xlsx', saved(rows, { Notes: [['more']], Empty: [] }));
    expect(job).toMatchObject({ counts: { read: 3, created: 2, failed: 1 }, source: { others: ['Notes'] } });
    const { faults } = await listFaults(aws.table, job.id, 0, 10);
    expect(faults).toMatchObject([{ line: 4, column: 1, code: 'email-invalid', value: 'bad' }]);
    const report = await readText(aws.imports, `reports/${job.id}/faults.csv`);
    expect(report).toContain(`bad,"'=cmd|x",it's,`);
    // What went through a spreadsheet program as our CSV still has its guard.
    expect(await personOf('good2@example.com')).toMatchObject({ firstName: '+49 170' });
    const again = await importFile('faults.csv', report.replace('bad,', 'bad@example.com,'));
    expect(again.counts).toMatchObject({ read: 1, created: 1 });
    expect(await personOf('bad@example.com')).toMatchObject({ firstName: '=cmd|x' });
  });

  it.each([
    ['empty', 'empty.xlsx', () => saved([[]])],
    [
      'workbook-suspicious',
      'laughs.xlsx',
      () => workbookOf({ sheets: { P: '<?xml version="1.0"?><!DOCTYPE x><worksheet/>' } }),
    ],
    ['workbook-damaged', 'half.xlsx', () => saved([['email'], ['x@example.com']]).subarray(0, 900)],
    ['not-csv', 'page.xlsx', () => Buffer.from('<html><table></table></html>')],
    [
      'not-a-workbook',
      'old.xls',
      () => XLSX.write(XLSX.read(saved([['email']])), { type: 'buffer', bookType: 'biff8' }) as Buffer,
    ],
    ['no-email-column', 'nobody.xlsx', () => saved([['name'], ['Ann']])],
  ])('is refused with a reason: %s', async (reason, name, bytes) => {
    const job = await importFile(name, bytes());
    expect(job).toMatchObject({ status: 'failed', reason, detail: expect.stringMatching(/\w/) });
  });

  it('is imported whole also when its workers die at any call', async () => {
    for (const death of someOf(
      Array.from({ length: 24 }, (_, n) => n),
      3,
    )) {
      const rows = Array.from({ length: 40 }, (_, n): Cells[number] => [
        `d${death}-${n}@example.com`,
        `N ${n}`,
      ]);
      const id = await arrive(`deaths-${death}.xlsx`, saved([['email', 'first name'], ...rows]));
      let dead = false;
      const deps = () => {
        const base = jobDeps(aws, clock);
        if (dead) return base;
        dead = true;
        const client = mortal(aws.imports.client, 1 + Math.floor(death / 2), death % 2 === 0);
        return { ...base, imports: { ...aws.imports, client } };
      };
      expect(await runToEnd(deps, clock, id)).toMatchObject({
        status: 'done',
        counts: { read: 40, created: 40, failed: 0 },
      });
    }
  });

  it('that never comes to its end is given up with a reason', async () => {
    const id = await arrive('never.xlsx', saved([['email'], ['never@example.com']]));
    const deps = () => ({
      ...jobDeps(aws, clock),
      imports: { ...aws.imports, client: mortal(aws.imports.client, 4, false) },
    });
    expect(await runToEnd(deps, clock, id)).toMatchObject({ status: 'failed', reason: 'workbook-too-large' });
  });

  it('that is replaced while it is read ends the import', async () => {
    const id = await arrive('replaced.xlsx', saved([['email'], ['first@example.com']]));
    await aws.imports.client.send(
      new PutObjectCommand({
        Bucket: aws.imports.bucket,
        Key: 'imports/replaced.xlsx',
        Body: saved([['email'], ['second@example.com']]),
      }),
    );
    const job = ImportJob.parse(await finish(id));
    expect(job).toMatchObject({ status: 'failed', reason: 'replaced' });
    expect(await personOf('second@example.com')).toBeUndefined();
  });
});
