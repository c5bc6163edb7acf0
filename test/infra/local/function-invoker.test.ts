import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { advanceClock, type ClockStep } from '../../../infra/local/time/advance-clock.ts';
import { createCallLog } from '../../../infra/local/endpoint/call-log.ts';
import { createFaults } from '../../../infra/local/endpoint/faults.ts';
import { createAuthorizer } from '../../../infra/local/iam/authorizer.ts';
import { createRoleCheck } from '../../../infra/local/iam/role-check.ts';
import { FunctionInvoker } from '../../../infra/local/lambda/function-invoker.ts';
import { FunctionLog } from '../../../infra/local/lambda/function-log.ts';
import { FunctionPool } from '../../../infra/local/lambda/function-pool.ts';
import { StartGate } from '../../../infra/local/lambda/start-gate.ts';
import type {
  FunctionDefinition,
  PolicyStatement,
  QueueDefinition,
} from '../../../infra/local/seams/ports.ts';
import { settle } from '../../../infra/local/time/settle.ts';
import { LocalQueues } from '../../../infra/local/sqs/local-queues.ts';
import { openStateDb, type StateDb } from '../../../infra/local/state/state-db.ts';
import { allow } from './endpoint-fixture.ts';

const code = `
  import { appendFileSync } from 'node:fs';
  export async function handler(event) {
    appendFileSync(process.env.SEEN, Date.now() + '\\n');
    throw new TypeError('as asked');
  }`;
const failures: QueueDefinition = {
  name: 'failures',
  arn: 'arn:failures',
  url: 'http://q/failures',
  visibilitySeconds: 30,
  delaySeconds: 0,
  retentionSeconds: 86_400,
};
const start = Date.parse('2027-03-01T09:00:00Z');

let directory: string;
let state: StateDb;
let offset: number;
let opened: Awaited<ReturnType<typeof open>>;

function open(statements: PolicyStatement[]) {
  state = openStateDb(directory);
  const clock = {
    now: () => Date.now() + offset,
    offset: () => offset,
    moveTo: (time: number) => {
      offset = Math.max(offset, time - Date.now());
    },
  };
  const definition: FunctionDefinition = {
    name: 'probe',
    arn: 'arn:probe',
    roleId: 'ProbeRole',
    codeDirectory: directory,
    handler: 'index.handler',
    timeoutSeconds: 5,
    memoryMb: 128,
    environment: { SEEN: join(directory, 'seen') },
    maximumRetryAttempts: 2,
    maximumEventAgeSeconds: 3600,
    onFailureArn: failures.arn,
  };
  const callLog = createCallLog();
  const roles = [{ id: 'ProbeRole', arn: 'arn:role', statements }];
  const pool = new FunctionPool(definition, {
    awsUrl: 'http://127.0.0.1:1',
    region: 'eu-central-1',
    clock,
    faults: createFaults(),
    log: new FunctionLog({ echoErrors: false }),
    gate: new StartGate(2),
    limits: { steady: 1, most: 1 },
    codeOf: () => Promise.resolve(directory),
  });
  const queues = new LocalQueues([failures], state, clock);
  const authorize = createRoleCheck(createAuthorizer(roles, [definition]), callLog, clock);
  const invoker = new FunctionInvoker({ pools: new Map([['probe', pool]]), queues, state, clock, authorize });
  const waitUntilIdle = () => settle([() => (invoker.pending() > 0 ? ['invokes'] : [])]);
  return {
    invoker,
    queues,
    callLog,
    settle: waitUntilIdle,
    advance: (minutes: number): Promise<ClockStep[]> =>
      advanceClock(clock.now() + minutes * 60_000, {
        clock,
        timed: [invoker],
        recurring: () => [],
        settle: waitUntilIdle,
      }),
    close() {
      invoker.stop();
      pool.stop();
      state.close();
    },
  };
}

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'turnout-invoker-'));
  writeFileSync(join(directory, 'index.mjs'), code);
  offset = start - Date.now();
});
afterEach(() => {
  opened.close();
  rmSync(directory, { recursive: true });
});

const maySend = allow(['sqs:SendMessage'], [failures.arn]);

describe('An asynchronous invoke that fails', () => {
  it('is tried again one minute and then two minutes later on the local clock, then goes to its destination', async () => {
    opened = open([maySend]);
    const { invoker, queues, advance } = opened;
    invoker.enqueue('probe', { hello: 1 });
    await opened.settle();
    expect(invoker.nextDue()).toBeGreaterThan(start + 60_000);
    const ran = await advance(10);
    expect(ran.map(({ kind, name }) => [kind, name])).toEqual([
      ['invoke', 'probe'],
      ['invoke', 'probe'],
    ]);
    const [first, second] = ran.map((one) => Date.parse(one.at));
    expect(second! - first!).toBeGreaterThanOrEqual(120_000);
    const letters = queues.peek(failures.url, 10).map(({ body }) => JSON.parse(body));
    expect(letters).toMatchObject([
      {
        requestPayload: { hello: 1 },
        requestContext: { condition: 'RetriesExhausted', approximateInvokeCount: 3 },
        responsePayload: { errorType: 'TypeError' },
      },
    ]);
    expect(await advance(10)).toEqual([]);
  });

  it('waits for its retry over a restart', async () => {
    opened = open([maySend]);
    opened.invoker.enqueue('probe', {});
    await opened.settle();
    opened.close();
    opened = open([maySend]);
    opened.invoker.resume();
    expect(opened.invoker.pending()).toBe(0);
    expect(await opened.advance(10)).toHaveLength(2);
    expect(opened.queues.depth(failures.url).visible).toBe(1);
  });

  it('is lost, and recorded as refused, when its function may not send to the destination', async () => {
    opened = open([]);
    opened.invoker.enqueue('probe', {});
    await opened.advance(10);
    expect(opened.queues.depth(failures.url).visible).toBe(0);
    expect(opened.callLog.refusals()).toMatchObject([
      { principal: 'ProbeRole', service: 'sqs', action: 'SendMessage', resource: failures.arn },
    ]);
  });
});
