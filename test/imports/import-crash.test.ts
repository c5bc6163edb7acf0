import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { ImportJob } from '../../shared/imports/domain/import-job.ts';
import { participantIdOf } from '../../shared/people/domain/identity.ts';
import { parseEmail, type EmailAddress } from '../../shared/platform/values/email-address.ts';
import { listFaults } from '../../shared/imports/table/fault-items.ts';
import { getParticipants } from '../../shared/people/table/participant-items.ts';
import { NOW } from '../support/factories.ts';
import { useLocalAws } from '../support/use-local-aws.ts';
import {
  arrive,
  type Death,
  dyingWorkers,
  jobDeps,
  readText,
  runToEnd,
  type TestClock,
} from '../support/run-jobs.ts';
import { rounds } from '../support/rounds.ts';

const aws = useLocalAws();

const ROWS = 4_200;
const known = [
  'email,first name',
  ...Array.from({ length: 600 }, (_, n) => `p${n * 3}@example.com,Known`),
].join('\n');
/** New people, known ones that change and do not, doubles near and far, faulty rows. */
const file = [
  'email,first name',
  ...Array.from({ length: ROWS }, (_, n) => {
    if (n % 17 === 0) return `broken ${n},x`;
    if (n % 23 === 0) return `p${n - 22}@example.com,Again`;
    if (n > 3000 && n % 11 === 0) return `P${n - 2990}@example.com,Far`;
    return `p${n}@example.com,${n % 2 === 0 ? 'Known' : 'Name'}`;
  }),
].join('\n');

/** Imports both files as a world of its own (its own identity key), dying as told; answers all that can be seen of it. */
async function worldAfter(name: string, deaths: Death[]) {
  const clock: TestClock = { now: NOW };
  const identityKey = Buffer.from(`world ${name}`);
  await runToEnd(
    () => jobDeps(aws, clock, { identityKey }),
    clock,
    await arrive(aws, `${name}/known.csv`, known),
  );
  const id = await arrive(aws, `${name}/file.csv`, file);
  const deps = dyingWorkers(aws, clock, [...deaths], { identityKey });
  const job = ImportJob.parse(await runToEnd(deps, clock, id));
  const emails = Array.from({ length: ROWS }, (_, n) => `p${n}@example.com`);
  const ids = emails.map((email) => participantIdOf(identityKey, (parseEmail(email) as EmailAddress).key));
  const people = await getParticipants(aws.table, ids);
  return {
    status: job.status,
    counts: job.counts,
    people: ids.map((one) => {
      const person = people.get(one);
      return person && [person.email, person.firstName, person.importMark?.line, person.importMark?.outcome];
    }),
    faults: (await listFaults(aws.table, id, 0, 10_000)).faults.map(({ line, code, value }) => [
      line,
      code,
      value,
    ]),
    faultFile: await readText(aws.imports, `reports/${id}/faults.csv`),
  };
}

it('ends in the same people, counts and faults however often and wherever an import is killed', async () => {
  const undisturbed = await worldAfter('undisturbed', []);
  expect(undisturbed.status).toBe('done');
  const { read, created, updated, unchanged, skipped, failed } = undisturbed.counts;
  expect(created + updated + unchanged + skipped + failed).toBe(read);
  expect(Math.min(created, updated, unchanged, skipped, failed)).toBeGreaterThan(0);

  let run = 0;
  const death = fc.record({ atCall: fc.integer({ min: 2, max: 260 }), afterEffect: fc.boolean() });
  await fc.assert(
    fc.asyncProperty(fc.array(death, { minLength: 1, maxLength: 4 }), async (deaths) => {
      run += 1;
      expect(await worldAfter(`run-${run}`, deaths)).toEqual(undisturbed);
    }),
    { seed: 20270301, numRuns: rounds(6), endOnFailure: true },
  );
});

it('knows whom an earlier row named, though it changed nothing, however far away and whoever was killed', async () => {
  const clock: TestClock = { now: NOW };
  const rows = Array.from({ length: 4_500 }, (_, n) => `same${n % 2_500}@example.com,N${n}`);
  const content = ['email,first name', 'same3@example.com,Near', ...rows].join('\n');
  const first = await arrive(aws, 'same-once.csv', content);
  const key = Buffer.from('world same');
  await runToEnd(() => jobDeps(aws, clock, { identityKey: key }), clock, first);
  for (const deaths of [[], [40, 60, 150]]) {
    const id = await arrive(aws, `same-${deaths.length}.csv`, content);
    const left = deaths.map((atCall) => ({ atCall, afterEffect: atCall % 20 === 0 }));
    const deps = dyingWorkers(aws, clock, left, { identityKey: key });
    const again = ImportJob.parse(await runToEnd(deps, clock, id));
    expect(again.counts).toEqual({
      read: 4_501,
      created: 0,
      updated: 0,
      unchanged: 2_500,
      skipped: 2_001,
      failed: 0,
    });
    const { faults } = await listFaults(aws.table, id, 0, 10_000);
    expect([faults.length, faults.at(-1)]).toMatchObject([
      2_001,
      { line: 4_502, message: 'Line 2002 of this file names the same person; that line counts.' },
    ]);
  }
});
