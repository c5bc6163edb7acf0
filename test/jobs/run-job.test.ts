import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ExportJob } from '../../shared/exports/domain/export-job.ts';
import { ExportRequest } from '../../shared/exports/domain/export-job.ts';
import type { ImportJob } from '../../shared/imports/domain/import-job.ts';
import { participantIdOf } from '../../shared/people/domain/identity.ts';
import { isFinished } from '../../shared/jobs/domain/job.ts';
import { listFaults } from '../../shared/imports/table/fault-items.ts';
import { createJob, saveJob } from '../../shared/jobs/table/job-items.ts';
import { getParticipant } from '../../shared/people/table/participant-items.ts';
import { beginExport } from '../../shared/exports/usecases/begin-export.ts';
import { runJob } from '../../functions/jobs/job-registry.ts';
import { NOW, planDeps } from '../support/factories.ts';
import { useJobs } from '../support/use-jobs.ts';
import { mortal } from '../support/mortal.ts';
import { identityKey, jobDeps, readText, runToEnd } from '../support/run-jobs.ts';
import { getJob } from '../support/stored-jobs.ts';

const { aws, clock, importFile, arrive } = useJobs();

beforeEach(() => {
  clock.now = NOW;
  aws.take(aws.jobs);
});
afterEach(() => {
  aws.faults.set(1, []);
});

const run = (id: string, mayGoOn: () => boolean = () => true, owner = 'worker') =>
  runJob(jobDeps(aws, clock), id, { owner, mayGoOn });
const people = (name: string, count: number) =>
  ['email', ...Array.from({ length: count }, (_, n) => `${name}${n}@example.com`)].join('\n');
const stored = async (id: string) => (await getJob(aws.table, id)) as ImportJob;
const exists = async (email: string) =>
  (await getParticipant(aws.table, participantIdOf(identityKey, email))) !== undefined;

describe('A job', () => {
  it('that nobody knows or that is over is left alone', async () => {
    expect(await run('imp_nobody')).toBe('gone');
    const { id } = await importFile('over.csv', people('over', 2));
    const before = await stored(id);
    expect(await run(id)).toBe('finished-before');
    expect(await stored(id)).toEqual(before);
  });

  it('is worked on by one worker while the lease lasts, and by the next one after it', async () => {
    const id = await arrive('lease.csv', people('lease', 3));
    const waiting = await stored(id);
    await saveJob(aws.table, {
      ...waiting,
      status: 'running',
      lease: { owner: 'dead', until: new Date(NOW + 60_000).toISOString() },
    });
    expect(await run(id)).toBe('busy');
    expect((await stored(id)).lease?.owner).toBe('dead');
    clock.now += 60_001;
    expect(await run(id)).toBe('finished');
    expect(await stored(id)).toMatchObject({ status: 'done', counts: { created: 3 } });
  });

  it('is worked on by exactly one of ten who come at the same time', async () => {
    const id = await arrive('ten.csv', people('ten', 200));
    const outcomes = await Promise.all(
      Array.from({ length: 10 }, (_, n) => run(id, () => true, `worker-${n}`)),
    );
    expect(outcomes.filter((outcome) => outcome === 'finished')).toHaveLength(1);
    expect(new Set(outcomes)).toEqual(new Set(['finished', 'busy']));
    expect((await stored(id)).counts).toMatchObject({ read: 200, created: 200 });
  });

  it('goes on through the queue when time is short, one message a slice', async () => {
    const id = await arrive('slices.csv', people('slices', 300));
    expect(await run(id, () => false)).toBe('continued');
    expect(aws.take(aws.jobs)).toEqual([{ jobId: id }]);
    expect(await stored(id)).toMatchObject({ status: 'running', counts: { read: 125 }, idleSlices: 0 });
    expect((await stored(id)).lease).toBeUndefined();
    expect(await run(id)).toBe('finished');
    expect(aws.take(aws.jobs)).toEqual([]);
    expect((await stored(id)).counts).toMatchObject({ read: 300, created: 300 });
  });

  it('writes no state any more once somebody took it over', async () => {
    const id = await arrive('lost.csv', people('lost', 300));
    let taken: ImportJob | undefined;
    const outcome = await runJob(
      {
        ...jobDeps(aws, clock),
        table: {
          ...aws.table,
          client: onFirst('BatchExecuteStatementCommand', aws.table.client, async () => {
            const job = await stored(id);
            taken = await saveJob(aws.table, {
              ...job,
              lease: { owner: 'other', until: '2099-01-01T00:00:00Z' },
            });
          }),
        },
      },
      id,
      { owner: 'loser', mayGoOn: () => true },
    );
    expect(outcome).toBe('lost');
    expect(await stored(id)).toEqual(taken);
    expect(await exists('lost250@example.com')).toBe(false);
    expect(aws.take(aws.jobs)).toEqual([]);
  });

  it('that was cancelled stops at its next checkpoint and stays cancelled', async () => {
    const id = await arrive('stop.csv', people('stop', 300));
    const client = onFirst('BatchExecuteStatementCommand', aws.table.client, async () => {
      await saveJob(aws.table, { ...(await stored(id)), status: 'cancelled', lease: undefined });
    });
    const deps = { ...jobDeps(aws, clock), table: { ...aws.table, client } };
    expect(await runJob(deps, id, { owner: 'w', mayGoOn: () => true })).toBe('lost');
    expect(await stored(id)).toMatchObject({ status: 'cancelled', counts: { read: 0 } });
    expect(await exists('stop250@example.com')).toBe(false);
    expect(await run(id)).toBe('finished-before');
  });

  it('is given up after five slices that moved nothing, and says why', async () => {
    const id = await arrive('stuck.csv', people('stuck', 3));
    const dying = () => ({
      ...jobDeps(aws, clock),
      imports: { ...aws.imports, client: mortal(aws.imports.client, 1, false) },
    });
    for (let slice = 0; slice < 5; slice += 1) {
      await expect(runJob(dying(), id, { owner: 'w', mayGoOn: () => true })).rejects.toThrow();
      clock.now += 10 * 60_000;
    }
    expect(await stored(id)).toMatchObject({ status: 'running', idleSlices: 5 });
    expect(await run(id)).toBe('given-up');
    expect(await stored(id)).toMatchObject({ status: 'failed', reason: 'stuck' });
    expect((await stored(id)).detail).toMatch(/5 attempts/);
    expect(isFinished(await stored(id))).toBe(true);
  });

  it('is recorded once', async () => {
    const { id } = await beginExport(planDeps(aws.table), ExportRequest.parse({}), 'test');
    const job = (await getJob(aws.table, id))!;
    expect(await createJob(aws.table, { ...job, status: 'done' })).toBe(false);
    expect(await getJob(aws.table, id)).toEqual(job);
  });
});

describe('An export whose worker dies', () => {
  it.each([
    ['after it began the upload', 1, true],
    ['before it wrote a part', 2, false],
    ['after it wrote a part', 2, true],
    ['before it closed the file', 3, false],
    ['after it closed the file', 3, true],
  ])('%s ends with everybody in the file', async (_, atCall, afterEffect) => {
    await importFile('exported.csv', people('exported', 30));
    const { id } = await beginExport(planDeps(aws.table), ExportRequest.parse({}), 'test');
    const deaths = [{ atCall, afterEffect }];
    const deps = () => {
      const death = deaths.shift();
      const base = jobDeps(aws, clock);
      if (!death) return base;
      return {
        ...base,
        exports: { ...aws.exports, client: mortal(aws.exports.client, death.atCall, death.afterEffect) },
      };
    };
    const job = (await runToEnd(deps, clock, id)) as ExportJob;
    expect(job).toMatchObject({ status: 'done' });
    const text = await readText(aws.exports, job.key);
    expect(text.match(/exported\d+@example\.com/g)).toHaveLength(30);
    expect(text.trimEnd().split('\r\n')).toHaveLength(job.rows + 1);
  });
});

describe('An import with very large bad rows', () => {
  const large = (letters: string, rows: number) =>
    [
      'email,note',
      ...Array.from({ length: rows }, (_, n) => `bad ${n},${letters}`),
      'fine@example.com,x',
    ].join('\n');

  it('keeps each of them, however many bytes their letters take in the table', async () => {
    const cyrillic = Buffer.from(large('x'.repeat(220_000), 2)).map((byte) => (byte === 0x78 ? 0xd4 : byte));
    const job = await importFile('cyrillic.csv', cyrillic);
    expect(job).toMatchObject({ status: 'done', dialect: { encoding: 'windows-1251' } });
    expect(job.counts).toMatchObject({ read: 3, failed: 2 });
    expect((await listFaults(aws.table, job.id, 0, 10)).faults.map((fault) => fault.code)).toEqual([
      'email-invalid',
      'email-invalid',
    ]);
  });

  it('writes a fault file of several parts, also when its worker dies after closing it', async () => {
    const id = await arrive('parts.csv', large('y'.repeat(250_000), 40));
    let closed = 0;
    const imports = () => ({
      ...aws.imports,
      client: onFirst('CompleteMultipartUploadCommand', aws.imports.client, undefined, () => {
        closed += 1;
        if (closed === 1) throw new Error('killed after closing');
      }),
    });
    const job = (await runToEnd(() => jobDeps(aws, clock, { imports: imports() }), clock, id)) as ImportJob;
    expect(job).toMatchObject({ status: 'done', counts: { failed: 40, created: 1 } });
    expect(closed).toBeGreaterThan(0);
    const text = await readText(aws.imports, `reports/${id}/faults.csv`);
    expect(text.match(/^"?bad \d+/gm)).toHaveLength(40);
    expect(text.match(/import fault/g)).toHaveLength(1);
  });
});

/** A client that does something before, or after, its first command of a kind. */
function onFirst<C extends object>(
  kind: string,
  client: C,
  before?: () => Promise<void>,
  after?: () => void,
): C {
  let met = false;
  const send = async (command: object): Promise<unknown> => {
    const first = !met && command.constructor.name === kind;
    if (first) {
      met = true;
      await before?.();
    }
    const answer = await (client as unknown as { send: (one: object) => Promise<unknown> }).send(command);
    if (first) after?.();
    return answer;
  };
  return new Proxy(client, { get: (target, name) => (name === 'send' ? send : Reflect.get(target, name)) });
}
