import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { CreateScheduleCommand, SchedulerClient } from '@aws-sdk/client-scheduler';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestCloud, type TestCloud } from '../../support/local-cloud.ts';

interface Step {
  kind: string;
  name: string;
  at: string;
}
interface Walk {
  now: string;
  ran: Step[];
}

const region = 'eu-central-1';
const arn = (rest: string) => `arn:aws:${rest}`;
const failures = 'Turnout-local-Service-Queues-failures';

let folder: string;
let cloud: TestCloud;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'turnout-clock-'));
  cloud = await startTestCloud(folder);
});
afterAll(async () => {
  await cloud.stop();
  await rm(folder, { recursive: true, force: true });
});

const settings = () => ({
  endpoint: cloud.awsUrl,
  region,
  credentials: { accessKeyId: 'me', secretAccessKey: 'me' },
});
const localNow = async () => Date.parse((await cloud.local<{ now: string }>('clock')).now);
const walk = (body: object) => cloud.local<Walk>('clock', body);
const ofKind = ({ ran }: Walk, kind: string) => ran.filter((step) => step.kind === kind);

/** A schedule of the stage's group, with its role; it fires into the queue of failures, which nobody reads. */
async function plan(name: string, time: number): Promise<void> {
  const client = new SchedulerClient(settings());
  await client.send(
    new CreateScheduleCommand({
      Name: name,
      GroupName: 'Turnout-local',
      ScheduleExpression: `at(${new Date(time).toISOString().slice(0, 19)})`,
      FlexibleTimeWindow: { Mode: 'OFF' },
      ActionAfterCompletion: 'DELETE',
      Target: {
        Arn: arn(`sqs:${region}:000000000000:${failures}`),
        RoleArn: arn('iam::000000000000:role/Turnout-local-Service-Schedules-role'),
        Input: JSON.stringify({ test: name }),
      },
    }),
  );
}

const schedules = async () =>
  (
    await cloud.local<{ items: { name: string; group: string; at: string; state: string; input: string }[] }>(
      'schedules',
    )
  ).items;

it('walks weeks in seconds: schedules in the order of time, recurring rules at most once per step', async () => {
  const now = await localNow();
  const days = [20, 3, 9, 1, 14];
  for (const day of days) await plan(`day-${day}`, now + day * 86_400_000);
  expect((await schedules()).map(({ name }) => name)).toEqual([
    'day-1',
    'day-3',
    'day-9',
    'day-14',
    'day-20',
  ]);
  expect((await schedules())[0]).toMatchObject({
    group: 'Turnout-local',
    state: 'ENABLED',
    input: '{"test":"day-1"}',
  });

  const answer = await walk({ advance: 'P3W' });
  expect(ofKind(answer, 'schedule').map(({ name }) => name)).toEqual([
    'day-1',
    'day-3',
    'day-9',
    'day-14',
    'day-20',
  ]);
  const times = answer.ran.map((step) => Date.parse(step.at));
  expect(times).toEqual([...times].sort((one, other) => one - other));
  // One stop for each schedule, and the target.
  const rules = ofKind(answer, 'rule').map((step) => step.at);
  expect(new Set(rules).size).toBe(rules.length);
  expect(rules).toHaveLength(6);
  expect(Date.parse(answer.now)).toBeGreaterThanOrEqual(now + 21 * 86_400_000);
  expect(await schedules()).toEqual([]);
});

it('walks to an instant, and refuses to go back', async () => {
  const now = await localNow();
  const to = new Date(now + 3_600_000).toISOString();
  expect(Date.parse((await walk({ at: to })).now)).toBeGreaterThanOrEqual(now + 3_600_000);
  const back = await cloud.send('/_local/clock', {
    method: 'POST',
    body: JSON.stringify({ at: new Date(now).toISOString() }),
  });
  expect(back.status).toBe(400);
  expect(await back.json()).toEqual({ message: expect.stringContaining('does not go back') });
});

it('steps through the retries of asynchronous invokes and leaves the event to the failures at last', async () => {
  // No event that it could read.
  const event = {
    FunctionName: 'import-intake',
    InvocationType: 'Event',
    Payload: '{"detail":"none"}',
  } as const;
  await new LambdaClient(settings()).send(new InvokeCommand(event));
  await cloud.settle();
  const answer = await walk({ advance: 'PT10M' });
  expect(ofKind(answer, 'invoke').map(({ name }) => name)).toEqual(['import-intake', 'import-intake']);
  const { queues } = await cloud.local<{ queues: { name: string; messages: { body: string }[] }[] }>(
    'status',
  );
  const letters = queues.find(({ name }) => name === failures)?.messages.map(({ body }) => JSON.parse(body));
  expect(letters).toContainEqual(
    expect.objectContaining({
      requestPayload: { detail: 'none' },
      requestContext: expect.objectContaining({ condition: 'RetriesExhausted' }),
    }),
  );
});

it('fires one now when asked, and says when there is none', async () => {
  await plan('by-hand', (await localNow()) + 86_400_000);
  expect(await cloud.local('schedules/by-hand/fire', {})).toEqual({ fired: 'by-hand' });
  expect(await schedules()).toEqual([]);
  expect((await cloud.send('/_local/schedules/by-hand/fire', { method: 'POST' })).status).toBe(404);
});

it('keeps its time and its schedules over a restart', async () => {
  const before = await localNow();
  await plan('kept', before + 86_400_000);
  await cloud.stop();
  cloud = await startTestCloud(folder);
  expect(await localNow()).toBeGreaterThanOrEqual(before);
  expect((await schedules()).map(({ name }) => name)).toEqual(['kept']);
  expect(ofKind(await walk({ advance: 'P2D' }), 'schedule')).toHaveLength(1);
});

it('needed no permission that the stacks do not give', async () => {
  expect((await cloud.local<{ refusals: unknown[] }>('log')).refusals).toEqual([]);
});
