import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createFaults } from '../../../infra/local/endpoint/faults.ts';
import { FunctionLog } from '../../../infra/local/lambda/function-log.ts';
import { FunctionPool } from '../../../infra/local/lambda/function-pool.ts';
import type { ProcessLimits } from '../../../infra/local/lambda/growth.ts';
import { StartGate } from '../../../infra/local/lambda/start-gate.ts';
import type { FunctionDefinition } from '../../../infra/local/seams/ports.ts';

const code = `
  import { appendFileSync, existsSync } from 'node:fs';
  import { join } from 'node:path';
  const note = (name, line) => appendFileSync(join(process.env.FOLDER, name), line + '\\n');
  note('starts', process.pid);
  let count = 0;
  export async function handler(event, context) {
    count += 1;
    if (event.index !== undefined) note('order', event.index);
    if (event.arrives) note(event.arrives, '');
    while (event.waitsFor && !existsSync(join(process.env.FOLDER, event.waitsFor)))
      await new Promise((resolve) => setTimeout(resolve, 10));
    if (event.hang) await new Promise((resolve) => setTimeout(resolve, 60_000));
    if (event.fail) throw new TypeError('as asked');
    if (event.exit) process.exit(3);
    if (event.say) console.log(event.say);
    if (event.answer) return 'x'.repeat(event.answer);
    return {
      count,
      pid: process.pid,
      now: Date.now(),
      made: new Date().getTime(),
      remaining: context.getRemainingTimeInMillis(),
      key: process.env.AWS_ACCESS_KEY_ID,
      endpoint: process.env.AWS_ENDPOINT_URL,
      options: process.env.NODE_OPTIONS,
      isDate: new Date() instanceof Date && new Date(0).constructor === Date,
    };
  }`;

let directory: string;
let pool: FunctionPool;
let offset: number;
let open: (
  limits: ProcessLimits,
  more?: Partial<FunctionDefinition>,
  codeOf?: () => Promise<string>,
) => FunctionPool;
const faults = createFaults();
const log = new FunctionLog({ echoErrors: false });

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'turnout-pool-'));
  writeFileSync(join(directory, 'index.mjs'), code);
  offset = 0;
  faults.set(1, []);
  const definition = {
    name: 'probe',
    arn: 'arn:aws:lambda:eu-central-1:000000000000:function:probe',
    roleId: 'ProbeRole',
    codeDirectory: directory,
    handler: 'index.handler',
    timeoutSeconds: 2,
    memoryMb: 128,
    environment: { NODE_OPTIONS: '--max-semi-space-size=4', FOLDER: directory },
    maximumRetryAttempts: 2,
    maximumEventAgeSeconds: 60,
  };
  const clock = { now: () => Date.now() + offset, offset: () => offset };
  open = (limits, more = {}, codeOf = () => Promise.resolve(directory)) =>
    new FunctionPool(
      { ...definition, ...more },
      {
        ...{ awsUrl: 'http://127.0.0.1:1', region: 'eu-central-1', clock, faults, log, limits },
        ...{ gate: new StartGate(2), codeOf },
      },
    );
  pool = open({ steady: 2, most: 2 });
});

afterEach(() => {
  pool.stop();
  rmSync(directory, { recursive: true });
});

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

describe('a function pool', () => {
  it('answers from a warm process, with the role as the access key', async () => {
    const first = (await pool.invoke({})) as { pid: number };
    const second = await pool.invoke({});
    expect(second).toMatchObject({
      count: 2,
      pid: first.pid,
      key: 'ProbeRole',
      endpoint: 'http://127.0.0.1:1',
      isDate: true,
    });
  });

  it('gives a function its own options of Node beside the heap that its memory allows', async () => {
    expect(await pool.invoke({})).toMatchObject({
      options: '--max-old-space-size=115 --max-semi-space-size=4',
    });
  });

  it('kills a process at its timeout and goes on with another', async () => {
    const { pid } = (await pool.invoke({})) as { pid: number };
    await expect(pool.invoke({ hang: true })).rejects.toThrow('Task timed out after 2.00 seconds');
    expect(isRunning(pid)).toBe(false);
    await expect(pool.invoke({})).resolves.toMatchObject({ count: 1 });
  });

  it('passes on what the function throws and keeps the process', async () => {
    await expect(pool.invoke({ fail: true })).rejects.toMatchObject({
      errorType: 'TypeError',
      message: 'as asked',
    });
    await expect(pool.invoke({})).resolves.toMatchObject({ count: 2 });
    expect(pool.statistics()).toMatchObject({ invocations: 2, errors: 1, running: 0, processes: 1 });
  });

  it('refuses an answer that Lambda would refuse, and goes on', async () => {
    await expect(pool.invoke({ answer: 6 * 1024 * 1024 })).rejects.toMatchObject({
      errorType: 'Function.ResponseSizeTooLarge',
    });
    expect(await pool.invoke({ answer: 6 * 1024 * 1024 - 2 })).toHaveLength(6 * 1024 * 1024 - 2);
  });

  it('reports a process that ends by itself', async () => {
    await expect(pool.invoke({ exit: true })).rejects.toMatchObject({ errorType: 'Runtime.ExitError' });
    await expect(pool.invoke({})).resolves.toMatchObject({ count: 1 });
  });

  const linesOf = (name: string) => readFileSync(join(directory, name), 'utf8').trim().split('\n');
  const crowd = (pool: FunctionPool) =>
    Promise.all(Array.from({ length: 100 }, (_, index) => pool.invoke({ index })));

  it('starts no more processes for a hundred at once than the machine can run, and answers all', async () => {
    const answers = await crowd(pool);
    const pids = new Set(answers.map((answer) => (answer as { pid: number }).pid));
    expect(pids.size).toBeLessThanOrEqual(2);
    expect(linesOf('starts').length).toBeLessThanOrEqual(2);
    expect(answers).toHaveLength(100);
  });

  it('serves those who wait in the order in which they came', async () => {
    const single = open({ steady: 1, most: 1 });
    await crowd(single);
    single.stop();
    expect(linesOf('order')).toEqual(Array.from({ length: 100 }, (_, index) => String(index)));
  });

  it('lets a function wait for other calls of itself, although all the usual processes wait then', async () => {
    const narrow = open({ steady: 1, most: 3 }, { timeoutSeconds: 50 });
    const outer = narrow.invoke({ waitsFor: 'middle' });
    const middle = narrow.invoke({ arrives: 'middle', waitsFor: 'inner' });
    const inner = narrow.invoke({ arrives: 'inner' });
    await expect(Promise.all([outer, middle, inner])).resolves.toHaveLength(3);
    narrow.stop();
  });

  it('never runs more at once than are reserved for it, and nothing when that is 0', async () => {
    const reserved = open({ steady: 4, most: 8 }, { reservedConcurrency: 1 });
    await crowd(reserved);
    expect(reserved.statistics().processes).toBe(1);
    reserved.stop();
    const off = open({ steady: 4, most: 8 }, { reservedConcurrency: 0 });
    await expect(off.invoke({})).rejects.toThrow('switches this function off');
  });

  it("runs on the local clock, while an invocation's remaining time is real", async () => {
    const day = 86_400_000;
    const before = Date.now();
    offset = day;
    const answer = (await pool.invoke({})) as { now: number; made: number; remaining: number };
    expect(answer.now).toBeGreaterThanOrEqual(before + day);
    expect(answer.made).toBeGreaterThanOrEqual(before + day);
    expect(answer.remaining).toBeGreaterThan(0);
    expect(answer.remaining).toBeLessThanOrEqual(2000);
  });

  it('dies when a fault kills it', async () => {
    await pool.invoke({});
    faults.set(1, [{ service: 'lambda', action: 'probe', kind: 'kill', rate: 1 }]);
    await expect(pool.invoke({ hang: true })).rejects.toThrow('Killed by a fault.');
  });

  it('keeps what the function says as JSON lines', async () => {
    await pool.invoke({ say: { what: 'hello' } });
    await expect
      .poll(() => log.recent(1, 'probe')[0]?.line)
      .toMatchObject({
        level: 'INFO',
        message: { what: 'hello' },
      });
  });

  it('says why there is no bundle, and serves when there is one', async () => {
    const folders = [Promise.reject<string>(new Error('no such import')), Promise.resolve(directory)];
    const late = open({ steady: 1, most: 1 }, {}, () => folders.shift()!);
    await expect(late.invoke({})).rejects.toThrow('could not be bundled: no such import');
    await expect(late.invoke({})).resolves.toMatchObject({ count: 1 });
    late.stop();
  });

  it('says why a bundle does not load', async () => {
    writeFileSync(join(directory, 'index.mjs'), 'throw new Error("broken bundle")');
    await expect(pool.invoke({})).rejects.toThrow('broken bundle');
  });
});
