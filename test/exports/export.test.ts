import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { participantIdOf } from '../../shared/people/domain/identity.ts';
import { optOutOfEverything } from '../../shared/people/usecases/change-wishes.ts';
import { planDeps } from '../support/factories.ts';
import { ExportRequest } from '../../shared/exports/domain/export-job.ts';
import { beginExport } from '../../shared/exports/usecases/begin-export.ts';
import { useJobs } from '../support/use-jobs.ts';
import { justBefore } from '../support/just-before.ts';
import { mortal } from '../support/mortal.ts';
import { identityKey, jobDeps, readText, runToEnd } from '../support/run-jobs.ts';
import { storedPeople } from '../support/stored-people.ts';
import { createCsvWriter } from '../../shared/platform/csv/write-records.ts';
import { rounds } from '../support/rounds.ts';

const { aws, clock, importFile, exportAll, dying } = useJobs();

/** Enough for a file of more than one part. */
const PEOPLE = 6_500;

const rowsOf = (text: string) =>
  text
    .split('\r\n')
    .filter((line) => line !== '')
    .slice(1);

describe('Exporting participants', () => {
  it('writes a file that imports again with nothing changed, whatever the names are', async () => {
    const csv = createCsvWriter({ delimiter: ',', bom: false, lineEnding: '\n' });
    const text = fc
      .oneof(
        fc.string({ unit: 'grapheme', maxLength: 20 }),
        fc.constantFrom('=1+1', '+49 170 1', "'=x", '-', '@a', 'a"b', 'a;b,c', '  x', '＝2'),
      )
      .map((one) => one.replace(/[\p{Cc}\p{Cs}]/gu, ''));
    let file = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(text, text, text), { minLength: 1, maxLength: 30 }),
        async (people) => {
          file += 1;
          const rows = people.map(([first, last, company], n) => [
            `round${n}@example.com`,
            first,
            last,
            company,
          ]);
          await importFile(
            `in-${file}.csv`,
            csv.header(['email', 'first name', 'last name', 'company']) + csv.rows(rows),
          );
          const exported = await exportAll();
          const back = await importFile(`back-${file}.csv`, exported.text);
          expect(back.counts).toEqual({
            read: exported.job.rows,
            created: 0,
            updated: 0,
            unchanged: exported.job.rows,
            skipped: 0,
            failed: 0,
          });
        },
      ),
      { seed: 5, numRuns: rounds(12), endOnFailure: true },
    );
  });

  it('makes no cell a formula', async () => {
    await importFile('formula.csv', 'email,first name\nformula@example.com,"=HYPERLINK(""http://x"")"\n');
    const { text } = await exportAll();
    expect(text).toContain(`"'=HYPERLINK(""http://x"")"`);
    expect(text).not.toMatch(/(^|[,\n])"?[=+@]/);
  });

  it('writes only those with the wanted status', async () => {
    await importFile('status.csv', 'email\nstays@example.com\nleaves@example.com\n');
    await optOutOfEverything(
      aws.table,
      participantIdOf(identityKey, 'leaves@example.com'),
      '2027-03-01T00:00:00Z',
    );
    const gone = await exportAll({
      filter: { field: 'status', op: 'in', value: ['unsubscribed'] },
    });
    expect(rowsOf(gone.text)).toHaveLength(1);
    expect(gone.text).toContain('leaves@example.com');
    const active = await exportAll({
      filter: { field: 'status', op: 'in', value: ['active'] },
    });
    expect(active.text).toContain('stays@example.com');
    expect(active.text).not.toContain('leaves@example.com');
  });

  it.each(['csv', 'xlsx'] as const)(
    'finds few among many slice by slice: it tells where it stands and keeps what it found (%s)',
    async (format) => {
      await storedPeople(aws.table, 'few', 3_000);
      const filter = { field: 'email', op: 'contains', value: '77@' } as const;
      const undisturbed = await exportAll({ filter });
      expect(undisturbed.job.rows).toBeGreaterThan(20);
      const { id } = await beginExport(planDeps(aws.table), ExportRequest.parse({ filter, format }), 'test');
      const [places, deaths] = [new Set<string>(), [14, 9, 20]];
      let asked = 0;
      const deps = () => {
        const atCall = deaths.pop();
        const base = jobDeps(aws, clock);
        const seen = justBefore(
          aws.table.client,
          ({ input }: { input: { ExpressionAttributeValues?: Record<string, unknown> } }) => {
            const place = input.ExpressionAttributeValues?.[':u_cursor'];
            if (place) places.add(JSON.stringify(place));
            return false;
          },
          () => Promise.resolve(),
        );
        const client = atCall === undefined ? seen : mortal(seen, atCall, true);
        return { ...base, table: { ...aws.table, client } };
      };
      const job = await runToEnd(deps, clock, id, () => (asked += 1) % 4 !== 0);
      expect(job).toMatchObject({
        status: 'done',
        rows: undisturbed.job.rows,
        looked: undisturbed.job.looked,
      });
      expect(places.size).toBeGreaterThan(3);
      const key = format === 'csv' ? (job as { key: string }).key : `exports/${id}/work.csv`;
      const text = await readText(aws.exports, key);
      expect(rowsOf(text)).toEqual(rowsOf(undisturbed.text));
    },
  );

  it('writes everybody once, part by part, also when its workers die', async () => {
    const [name, company] = ['A long name '.repeat(8).trim(), 'A long company name '.repeat(9).trim()];
    const tag = 'A long tag '.repeat(17).trim();
    const utm = { source: tag, medium: tag, campaign: tag, term: tag, content: tag };
    await storedPeople(aws.table, 'many', PEOPLE, () => ({ firstName: name, lastName: name, company, utm }));
    const { id } = await beginExport(planDeps(aws.table), ExportRequest.parse({ delimiter: ';' }), 'test');
    const deaths = [30, 12].map((atCall) => ({ atCall, afterEffect: true }));
    const deps = dying(deaths);
    const job = await runToEnd(deps, clock, id);
    expect(job).toMatchObject({ kind: 'export', status: 'done' });
    const rows = rowsOf(await readText(aws.exports, (job as { key: string }).key));
    const emails = rows.map((row) => row.split(';')[0]).filter((email) => email?.startsWith('many'));
    expect(new Set(emails).size).toBe(PEOPLE);
    expect(emails).toHaveLength(PEOPLE);
    expect(rows).toHaveLength((job as { rows: number }).rows);
  });
});
