import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { participantIdOf } from '../../shared/people/domain/identity.ts';
import { faultListOf, ImportJob } from '../../shared/imports/domain/import-job.ts';
import { cancelRegistration } from '../../shared/registrations/usecases/cancel-registration.ts';
import { listFaults } from '../../shared/imports/table/fault-items.ts';
import { patchWish } from '../../shared/people/table/participant-items.ts';
import { getRegistration } from '../../shared/registrations/table/registration-items.ts';
import { startImport } from '../../shared/imports/usecases/start-import.ts';
import { NOW, storedEvent, storedSession, testAct } from '../support/factories.ts';
import { useJobs } from '../support/use-jobs.ts';
import { identityKey } from '../support/run-jobs.ts';
import { getJob } from '../support/stored-jobs.ts';
import { rounds } from '../support/rounds.ts';

const { aws, clock, importFile, finish } = useJobs();

const POOL = 6;
const pick = <T>(...some: T[]) => fc.constantFrom(...some);
const row = fc.record({
  who: fc.nat(POOL - 1),
  by: pick('address', 'address', 'address', 'channel', 'both', 'id'),
  company: pick('', 'A', 'B'),
  status: pick('', '', '', 'unsubscribed', 'bounced'),
  consent: pick('', '', '2026-05-01T10:00Z'),
});
const someone = fc.record({
  isThere: fc.boolean(),
  wish: pick(
    {},
    {},
    { optedOutAt: 'then' },
    { bouncedAt: 'then' },
    { blockedAt: 'then' },
    { deletedAt: 'then' },
  ),
  place: pick('none', 'registered', 'cancelled'),
});
const plan = fc.record({
  people: fc.array(someone, { minLength: POOL, maxLength: POOL }),
  rows: fc.array(row, { minLength: 1, maxLength: 12 }),
  mode: pick('upsert', 'upsert', 'add', 'update'),
  hasSession: fc.boolean(),
  doubleOptIn: fc.boolean(),
});

const head = 'email,channel,external id,id,company,status,consent_time';
let files = 0;
const run = (lines: string[], options: Record<string, string>) =>
  importFile(`foretold-${(files += 1)}.csv`, [head, ...lines].join('\n'), options);

/** What an import told: what it counted, whom it registered, and what it noted of which line. */
const tellingOf = async (job: ImportJob) => {
  const { faults } = await listFaults(aws.table, faultListOf(job), 0, 100);
  const noted = faults.map(({ line, code }) => [line, code]);
  return { status: job.status, counts: job.counts, registered: job.registered, noted };
};

it('A dry run of an import foretells what the import does to people and to their registrations', async () => {
  let round = 0;
  await fc.assert(
    fc.asyncProperty(plan, async ({ people, rows, mode, hasSession, doubleOptIn }) => {
      round += 1;
      clock.now = NOW;
      const emailOf = (who: number) => `foretold${round}.${who}@example.com`;
      const idOf = (who: number) => participantIdOf(identityKey, emailOf(who));
      const cellsOf = (who: number, by: string): string[] => {
        const inChannel = ['telegram', `@foretold${round}_${who}`];
        if (by === 'id') return ['', '', '', idOf(who)];
        return [by === 'channel' ? '' : emailOf(who), ...(by === 'address' ? ['', ''] : inChannel), ''];
      };
      const line = (who: number, by: string, rest: string) => [...cellsOf(who, by), rest].join(',');
      const event = await storedEvent(aws.table, { doubleOptIn });
      const session = await storedSession(aws.table, event);

      const there = people.flatMap((person, who) => (person.isThere ? [{ ...person, who }] : []));
      const places = there.filter(({ place }) => place !== 'none');
      const entered = (some: typeof there) =>
        some.map(({ who }) => line(who, 'address', 'A,,2026-05-01T10:00Z'));
      if (there.length > 0) await run(entered(there), {});
      if (places.length > 0) await run(entered(places), { session: session.id });
      for (const { who } of places.filter(({ place }) => place === 'cancelled'))
        await cancelRegistration(
          aws.table,
          (await getRegistration(aws.table, session.id, idOf(who)))!,
          testAct,
        );
      for (const { who, wish } of there) await patchWish(aws.table, idOf(who), { set: wish });

      const held = await run(
        rows.map(({ who, by, company, status, consent }) => line(who, by, `${company},${status},${consent}`)),
        { mode, hold: 'true', ...(hasSession && { session: session.id }) },
      );
      const start = async (dryRun: boolean) => {
        const job = ImportJob.parse(await getJob(aws.table, held.id));
        const context = { table: aws.table, imports: aws.imports, now: () => clock.now };
        await startImport(context, job, {}, { id: 'org-1', role: 'admin' }, dryRun);
        return ImportJob.parse(await finish(job.id));
      };
      const foretold = await tellingOf(await start(true));
      expect({ ...foretold, status: 'done' }).toEqual(await tellingOf(await start(false)));
    }),
    { numRuns: rounds(30) },
  );
});

it('A dry run counts who is named again in a later block as registered once', async () => {
  const session = await storedSession(aws.table, await storedEvent(aws.table));
  await run(['often@example.com,,,,,,'], {});
  const others = Array.from({ length: 2_000 }, (_, n) => `between${n}@example.com,,,,,,`);
  const foretold = await run(['often@example.com,,,,,,', ...others, 'often@example.com,,,,,,'], {
    session: session.id,
    'dry-run': 'true',
  });
  expect(foretold).toMatchObject({
    registered: 2_001,
    counts: { created: 2_000, updated: 1, skipped: 1 },
  });
});
