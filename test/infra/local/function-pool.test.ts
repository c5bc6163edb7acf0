import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createFaults } from '../../../infra/local/endpoint/faults.ts';
import { FunctionLog } from '../../../infra/local/lambda/function-log.ts';
import { FunctionPool } from '../../../infra/local/lambda/function-pool.ts';
import { StartGate } from '../../../infra/local/lambda/start-gate.ts';

const code = `
  let count = 0;
  export async function handler(event, context) {
    count += 1;
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
    environment: { NODE_OPTIONS: '--max-semi-space-size=4' },
    maximumRetryAttempts: 2,
    maximumEventAgeSeconds: 60,
  };
  const clock = { now: () => Date.now() + offset, offset: () => offset };
  pool = new FunctionPool(definition, {
    awsUrl: 'http://127.0.0.1:1',
    region: 'eu-central-1',
    clock,
    faults,
    log,
    gate: new StartGate(2),
    limits: { steady: 2, most: 2 },
    codeOf: () => Promise.resolve(directory),
  });
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

  it('never runs more processes than allowed, and serves everybody', async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, () => pool.invoke({})));
    const pids = new Set(answers.map((answer) => (answer as { pid: number }).pid));
    expect(pids.size).toBeLessThanOrEqual(2);
    expect(answers).toHaveLength(20);
  });

  it("runs on the local clock, while an invocation's remaining time is real", async () => {
    const day = 86_400_000;
    offset = day;
    const answer = (await pool.invoke({})) as { now: number; made: number; remaining: number };
    expect(answer.now - Date.now()).toBeGreaterThan(day - 5000);
    expect(Math.abs(answer.made - answer.now)).toBeLessThan(1000);
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

  it('says why a bundle does not load', async () => {
    writeFileSync(join(directory, 'index.mjs'), 'throw new Error("broken bundle")');
    await expect(pool.invoke({})).rejects.toThrow('broken bundle');
  });
});
