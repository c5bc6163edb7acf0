import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  CreateScheduleCommand,
  type CreateScheduleCommandInput,
  DeleteScheduleCommand,
  GetScheduleCommand,
  GetScheduleGroupCommand,
  ListScheduleGroupsCommand,
  ListSchedulesCommand,
  paginateListSchedules,
  SchedulerClient,
  UpdateScheduleCommand,
} from '@aws-sdk/client-scheduler';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { advanceClock } from '../../../infra/local/time/advance-clock.ts';
import { createCallLog } from '../../../infra/local/endpoint/call-log.ts';
import { createFaults } from '../../../infra/local/endpoint/faults.ts';
import { openAwsPort } from '../../../infra/local/endpoint/listen.ts';
import { createAuthorizer } from '../../../infra/local/iam/authorizer.ts';
import { createRoleCheck } from '../../../infra/local/iam/role-check.ts';
import type { QueueDefinition, RoleDefinition } from '../../../infra/local/seams/ports.ts';
import { LocalScheduler } from '../../../infra/local/scheduler/local-scheduler.ts';
import { createSchedulerService } from '../../../infra/local/scheduler/scheduler-service.ts';
import { LocalQueues } from '../../../infra/local/sqs/local-queues.ts';
import { openStateDb, type StateDb } from '../../../infra/local/state/state-db.ts';
import { allow } from './endpoint-fixture.ts';

const place = { account: '000000000000', region: 'eu-central-1' };
const start = Date.parse('2027-03-01T09:00:00Z');
const queue = (name: string): QueueDefinition => ({
  name,
  arn: `arn:aws:sqs:eu-central-1:000000000000:${name}`,
  url: `http://q/${name}`,
  visibilitySeconds: 30,
  delaySeconds: 0,
  retentionSeconds: 86_400 * 14,
});
const [inbox, dead] = [queue('inbox'), queue('dead')];
const schedulesArn = 'arn:aws:scheduler:eu-central-1:000000000000:schedule/team/*';
const role = (id: string, statements: RoleDefinition['statements'], service = 'lambda.amazonaws.com') => ({
  id,
  arn: `arn:aws:iam::000000000000:role/${id}`,
  statements,
  trustedServices: [service],
});
const firing = role('Firing', [allow(['sqs:SendMessage'], [inbox.arn, dead.arn])], 'scheduler.amazonaws.com');
const mute = role('Mute', [allow(['sqs:SendMessage'], [dead.arn])], 'scheduler.amazonaws.com');
const roles = [
  firing,
  mute,
  role('Planner', [allow(['scheduler:*'], [schedulesArn]), allow(['iam:PassRole'], [firing.arn])]),
  role('Hasty', [allow(['scheduler:CreateSchedule'], [schedulesArn])]),
  role('Stranger', [allow(['iam:PassRole'], ['*'])]),
];

let directory: string;
let now: number;
let cloud: Awaited<ReturnType<typeof open>>;

/** Everything but the clock lives in the state database. */
async function open() {
  const state: StateDb = openStateDb(directory);
  const clock = {
    now: () => now,
    offset: () => 0,
    moveTo: (time: number) => {
      now = Math.max(now, time);
    },
  };
  const queues = new LocalQueues([inbox, dead], state, clock);
  const [faults, callLog, authorizer] = [createFaults(), createCallLog(), createAuthorizer(roles, [])];
  const scheduler = new LocalScheduler({
    ...place,
    groups: ['team'],
    roles,
    functions: [
      {
        name: 'work',
        arn: 'arn:aws:lambda:eu-central-1:000000000000:function:work',
        roleId: 'Planner',
        codeDirectory: '',
        handler: '',
        timeoutSeconds: 1,
        memoryMb: 128,
        environment: {},
        maximumRetryAttempts: 0,
        maximumEventAgeSeconds: 60,
      },
    ],
    queues,
    invoker: {
      invoke: () => Promise.resolve(),
      enqueue: (name, payload) => void enqueued.push([name, payload]),
    },
    authorize: createRoleCheck(authorizer, callLog, clock),
    state,
    clock,
    faults,
  });
  const service = createSchedulerService({ ...place, roles, scheduler: () => scheduler });
  const server = await openAwsPort(0);
  server.serve([service], { authorizer, faults, callLog, clock });
  const client = (accessKeyId = 'me', maxAttempts = 1) =>
    new SchedulerClient({
      endpoint: server.url,
      region: place.region,
      credentials: { accessKeyId, secretAccessKey: 'any' },
      maxAttempts,
    });
  const advance = (seconds: number) =>
    advanceClock(now + seconds * 1000, {
      clock,
      timed: [scheduler],
      recurring: () => [{ kind: 'rule', name: 'every-five-minutes' }],
      settle: () => Promise.resolve(),
    });
  const close = async () => {
    scheduler.stop();
    await server.stop();
    state.close();
  };
  return { state, queues, faults, callLog, scheduler, client, advance, close };
}

let enqueued: unknown[];

beforeEach(async () => {
  now = start;
  enqueued = [];
  directory = mkdtempSync(join(tmpdir(), 'turnout-scheduler-'));
  cloud = await open();
});
afterEach(async () => {
  await cloud.close();
  rmSync(directory, { recursive: true });
});

const at = (seconds: number) => `at(${new Date(start + seconds * 1000).toISOString().slice(0, 19)})`;

function schedule(
  Name: string,
  change: Partial<CreateScheduleCommandInput> = {},
  target: object = {},
): CreateScheduleCommandInput {
  return {
    Name,
    GroupName: 'team',
    ScheduleExpression: at(3600),
    FlexibleTimeWindow: { Mode: 'OFF' },
    ActionAfterCompletion: 'DELETE',
    Target: {
      Arn: inbox.arn,
      RoleArn: firing.arn,
      Input: JSON.stringify({ from: Name }),
      RetryPolicy: { MaximumEventAgeInSeconds: 1800, MaximumRetryAttempts: 20 },
      DeadLetterConfig: { Arn: dead.arn },
      ...target,
    },
    ...change,
  };
}

const create = (...given: Parameters<typeof schedule>) =>
  cloud.client().send(new CreateScheduleCommand(schedule(...given)));
const names = async () =>
  (await cloud.client().send(new ListSchedulesCommand({ GroupName: 'team' }))).Schedules?.map(
    ({ Name }) => Name,
  );
const bodies = ({ url }: QueueDefinition) => cloud.queues.peek(url, 100).map(({ body }) => body);

describe('A schedule', () => {
  it('is created, read, changed and deleted', async () => {
    const made = await create('one', { Description: 'Reminds' });
    expect(made.ScheduleArn).toBe('arn:aws:scheduler:eu-central-1:000000000000:schedule/team/one');
    const client = cloud.client();
    const key = { Name: 'one', GroupName: 'team' };
    expect(await client.send(new GetScheduleCommand(key))).toMatchObject({
      ...schedule('one'),
      Arn: made.ScheduleArn,
      Description: 'Reminds',
      State: 'ENABLED',
      ScheduleExpressionTimezone: 'UTC',
      CreationDate: new Date(start),
    });
    now += 1000;
    await client.send(new UpdateScheduleCommand(schedule('one', { ScheduleExpression: at(7200) })));
    const changed = await client.send(new GetScheduleCommand(key));
    // An update replaces everything: what it does not name is back at its default.
    expect(changed.Description).toBeUndefined();
    expect(changed).toMatchObject({
      ScheduleExpression: at(7200),
      CreationDate: new Date(start),
      LastModificationDate: new Date(start + 1000),
    });
    await client.send(new DeleteScheduleCommand(key));
    await expect(client.send(new GetScheduleCommand(key))).rejects.toThrow(
      expect.objectContaining({ name: 'ResourceNotFoundException' }),
    );
  });

  it('exists once per group and name', async () => {
    await create('one');
    await create('one', { GroupName: 'default' });
    await expect(create('one')).rejects.toThrow(expect.objectContaining({ name: 'ConflictException' }));
  });

  it('is not changed or deleted when it is not there', async () => {
    const client = cloud.client();
    const missing = expect.objectContaining({ name: 'ResourceNotFoundException' });
    await expect(client.send(new UpdateScheduleCommand(schedule('none')))).rejects.toThrow(missing);
    await expect(client.send(new DeleteScheduleCommand({ Name: 'none', GroupName: 'team' }))).rejects.toThrow(
      missing,
    );
    await expect(create('one', { GroupName: 'nobody' })).rejects.toThrow(missing);
  });

  it('is made once when the same call comes twice, which is what a lost answer leads to', async () => {
    await create('one', { ClientToken: 'a'.repeat(8) });
    await create('one', { ClientToken: 'a'.repeat(8) });
    await expect(create('one', { ClientToken: 'b'.repeat(8) })).rejects.toThrow(/already exists/);
    cloud.faults.set(1, [
      { service: 'scheduler', action: 'CreateSchedule', kind: 'timeout-after-success', rate: 1 },
    ]);
    const lost = cloud
      .client('Planner', 1)
      .send(new CreateScheduleCommand(schedule('two', { ClientToken: 'c'.repeat(8) })));
    await expect(lost).rejects.toThrow();
    cloud.faults.set(1, []);
    await cloud
      .client('Planner')
      .send(new CreateScheduleCommand(schedule('two', { ClientToken: 'c'.repeat(8) })));
    expect(await names()).toEqual(['one', 'two']);
  });

  it.each<[string, Partial<CreateScheduleCommandInput>, object, RegExp]>([
    ['a blank in its name', { Name: 'a b' }, {}, /'a b' at 'name'.*\^\[0-9a-zA-Z-_\.\]\+\$/],
    ['a name of 65 characters', { Name: 'a'.repeat(65) }, {}, /less than or equal to 64/],
    ['no time window', { FlexibleTimeWindow: undefined }, {}, /FlexibleTimeWindow/],
    ['a window without minutes', { FlexibleTimeWindow: { Mode: 'FLEXIBLE' } }, {}, /MaximumWindowInMinutes/],
    ['a zone in at()', { ScheduleExpression: 'at(2027-03-02T09:00:00Z)' }, {}, /Invalid Schedule Expression/],
    [
      'fractions of seconds',
      { ScheduleExpression: 'at(2027-03-02T09:00:00.5)' },
      {},
      /Invalid Schedule Expression/,
    ],
    ['30 February', { ScheduleExpression: 'at(2027-02-30T09:00:00)' }, {}, /Invalid Schedule Expression/],
    ['a time in the past', { ScheduleExpression: at(-1) }, {}, /in the past/],
    ['cron()', { ScheduleExpression: 'cron(0 9 * * ? *)' }, {}, /runs at\(\) and rate\(\), not cron\(\)/],
    ['an unknown zone', { ScheduleExpressionTimezone: 'Mars/Olympus' }, {}, /Timezone Mars\/Olympus/],
    [
      'another target than queues and functions',
      {},
      { Arn: 'arn:aws:scheduler:::aws-sdk:sqs:sendMessage' },
      /SQS queues and Lambda/,
    ],
    ['too many retries', {}, { RetryPolicy: { MaximumRetryAttempts: 186 } }, /MaximumRetryAttempts/],
    ['too short a life', {}, { RetryPolicy: { MaximumEventAgeInSeconds: 59 } }, /MaximumEventAgeInSeconds/],
    [
      'a role that Scheduler may not take',
      {},
      { RoleArn: roles[2]!.arn },
      /must allow AWS EventBridge Scheduler to assume/,
    ],
    [
      'a role that does not exist',
      {},
      { RoleArn: `${firing.arn}Other` },
      /must allow AWS EventBridge Scheduler to assume/,
    ],
  ])('is refused with %s', async (_what, change, target, message) => {
    const refused = create('one', change, target);
    await expect(refused).rejects.toThrow(expect.objectContaining({ name: 'ValidationException' }));
    await expect(refused).rejects.toThrow(message);
    expect(await names()).toEqual([]);
  });

  it('is listed by group, beginning and state, page by page', async () => {
    for (const name of ['a-1', 'a-2', 'a-3', 'b-1']) await create(name);
    await create('a-4', { State: 'DISABLED' });
    await create('a-5', { GroupName: 'default' });
    const found: (string | undefined)[] = [];
    const pages = paginateListSchedules(
      { client: cloud.client(), pageSize: 2 },
      { GroupName: 'team', NamePrefix: 'a-', State: 'ENABLED' },
    );
    let count = 0;
    for await (const { Schedules = [] } of pages) {
      count += 1;
      found.push(...Schedules.map(({ Name }) => Name));
    }
    expect(found).toEqual(['a-1', 'a-2', 'a-3']);
    expect(count).toBe(2);
    const groups = await cloud.client().send(new ListScheduleGroupsCommand({}));
    expect(groups.ScheduleGroups?.map(({ Name }) => Name)).toEqual(['default', 'team']);
    const group = await cloud.client().send(new GetScheduleGroupCommand({ Name: 'team' }));
    expect(group).toMatchObject({
      State: 'ACTIVE',
      Arn: 'arn:aws:scheduler:eu-central-1:000000000000:schedule-group/team',
    });
  });
});

describe('A function', () => {
  it('may keep the schedules that its policies name', async () => {
    await cloud.client('Planner').send(new CreateScheduleCommand(schedule('one')));
    const elsewhere = cloud
      .client('Planner')
      .send(new CreateScheduleCommand(schedule('one', { GroupName: 'default' })));
    await expect(elsewhere).rejects.toThrow(/scheduler:CreateSchedule on resource: .*schedule\/default\/one/);
    expect(cloud.callLog.refusals()).toHaveLength(1);
  });

  it('may not lend a role without iam:PassRole for it', async () => {
    const hasty = cloud.client('Hasty').send(new CreateScheduleCommand(schedule('one')));
    await expect(hasty).rejects.toThrow(expect.objectContaining({ name: 'AccessDeniedException' }));
    await expect(hasty).rejects.toThrow(`iam:PassRole on resource: ${firing.arn}`);
    const other = cloud
      .client('Planner')
      .send(new CreateScheduleCommand(schedule('one', {}, { RoleArn: mute.arn })));
    await expect(other).rejects.toThrow(`iam:PassRole on resource: ${mute.arn}`);
    expect(await names()).toEqual([]);
  });

  it('meets throttling and conflicts when faults say so', async () => {
    await create('one');
    for (const [kind, name] of [
      ['throttle', 'ThrottlingException'],
      ['conflict', 'ConflictException'],
    ] as const) {
      cloud.faults.set(1, [{ service: 'scheduler', action: '*', kind, rate: 1 }]);
      const changed = cloud.client('Planner').send(new UpdateScheduleCommand(schedule('one')));
      await expect(changed).rejects.toThrow(expect.objectContaining({ name }));
    }
  });
});

describe('When its time comes, a schedule', () => {
  it('fires in the order of time, and is gone if it asked for that', async () => {
    await create('third', { ScheduleExpression: at(86_400) });
    await create('first', { ScheduleExpression: at(60) });
    await create('second', { ScheduleExpression: at(3600), ActionAfterCompletion: 'NONE' });
    expect(await cloud.advance(30)).toEqual([expect.objectContaining({ kind: 'rule' })]);
    expect(bodies(inbox)).toEqual([]);
    const ran = await cloud.advance(2 * 86_400);
    expect(ran.filter(({ kind }) => kind === 'schedule')).toEqual([
      { kind: 'schedule', name: 'first', at: new Date(start + 60_000).toISOString() },
      { kind: 'schedule', name: 'second', at: new Date(start + 3_600_000).toISOString() },
      { kind: 'schedule', name: 'third', at: new Date(start + 86_400_000).toISOString() },
    ]);
    expect(
      bodies(inbox)
        .map((body) => JSON.parse(body).from)
        .sort(),
    ).toEqual(['first', 'second', 'third']);
    expect(await names()).toEqual(['second']);
    expect(await cloud.advance(86_400)).toHaveLength(1);
  });

  it('reads its time in its own zone', async () => {
    const zone = {
      ScheduleExpression: 'at(2027-03-01T12:00:00)',
      ScheduleExpressionTimezone: 'Europe/Berlin',
    };
    await create('noon', zone);
    expect(cloud.scheduler.upcoming()[0]?.nextAt).toBe(Date.parse('2027-03-01T11:00:00Z'));
  });

  it('stays silent while it is disabled', async () => {
    await create('one', { State: 'DISABLED' });
    await cloud.advance(7200);
    expect(bodies(inbox)).toEqual([]);
    expect(await names()).toEqual(['one']);
  });

  it('that recurs is no stop on the way and runs once per step, then at its next time', async () => {
    await create('often', { ScheduleExpression: 'rate(5 minutes)' });
    await create('once', { ScheduleExpression: at(7200) });
    const ran = await cloud.advance(86_400);
    const stops = [7200, 86_400].map((seconds) => new Date(start + seconds * 1000).toISOString());
    expect(ran.filter(({ name }) => name === 'often').map((one) => one.at)).toEqual(stops);
    expect(ran.filter(({ kind }) => kind === 'rule').map((one) => one.at)).toEqual(stops);
    const next = cloud.scheduler.upcoming()[0]?.nextAt ?? 0;
    expect(next).toBeGreaterThan(now);
    expect(next - now).toBeLessThanOrEqual(300_000);
  });

  it('calls a function as well, with the keywords of Scheduler replaced', async () => {
    const caller = role('Caller', [allow(['lambda:InvokeFunction'], ['*'])], 'scheduler.amazonaws.com');
    roles.push(caller);
    await cloud.close();
    cloud = await open();
    const Input = '{"time":"<aws.scheduler.scheduled-time>","attempt":<aws.scheduler.attempt-number>}';
    const Arn = 'arn:aws:lambda:eu-central-1:000000000000:function:work';
    await create('one', {}, { Arn, RoleArn: caller.arn, Input });
    await cloud.advance(3600);
    roles.pop();
    expect(enqueued).toEqual([['work', { time: '2027-03-01T10:00:00Z', attempt: 1 }]]);
  });

  it('fires after a restart, also when its time passed meanwhile', async () => {
    await create('one');
    await create('two', { ScheduleExpression: at(7200) });
    await cloud.close();
    now = start + 4000 * 1000;
    cloud = await open();
    expect(await names()).toEqual(['one', 'two']);
    cloud.scheduler.start();
    await expect.poll(() => bodies(inbox).map((body) => JSON.parse(body))).toEqual([{ from: 'one' }]);
    expect(await names()).toEqual(['two']);
  });

  it('fires twice when a fault says so: delivery is at least once', async () => {
    cloud.faults.set(1, [{ service: 'scheduler', action: 'Deliver', kind: 'duplicate-event', rate: 1 }]);
    await create('one');
    await cloud.advance(3600);
    expect(bodies(inbox)).toHaveLength(2);
    expect(await names()).toEqual([]);
  });

  it('tries again later when its target is throttled', async () => {
    cloud.faults.set(1, [{ service: 'scheduler', action: 'Deliver', kind: 'throttle', rate: 1 }]);
    await create('one');
    await cloud.advance(3600);
    expect(bodies(inbox)).toEqual([]);
    expect(await names()).toEqual(['one']);
    cloud.faults.set(1, []);
    expect(await cloud.advance(10)).toContainEqual(
      expect.objectContaining({ kind: 'schedule-retry', name: 'one' }),
    );
    expect(bodies(inbox)).toHaveLength(1);
    expect(await names()).toEqual([]);
  });

  it('whose role lacks the permission tries until its age is over, is dead-lettered and recorded as refused', async () => {
    await create('one', {}, { RoleArn: mute.arn });
    await cloud.advance(2 * 3600);
    expect(bodies(inbox)).toEqual([]);
    const [letter] = cloud.queues.receive(dead.url, { max: 10 });
    expect(JSON.parse(letter!.body)).toEqual({ MessageBody: '{"from":"one"}', QueueUrl: inbox.url });
    expect(letter!.messageAttributes).toMatchObject({
      ERROR_CODE: { DataType: 'String', StringValue: 'AccessDeniedException' },
      ERROR_MESSAGE: { StringValue: expect.stringContaining(`sqs:SendMessage on resource: ${inbox.arn}`) },
      EXHAUSTED_RETRY_CONDITION: { StringValue: 'MaximumEventAgeInSeconds' },
      IS_PAYLOAD_TRUNCATED: { StringValue: 'false' },
      SCHEDULED_TIME: { StringValue: '2027-03-01T10:00:00Z' },
      SCHEDULE_ARN: { StringValue: 'arn:aws:scheduler:eu-central-1:000000000000:schedule/team/one' },
      TARGET_ARN: { StringValue: inbox.arn },
    });
    expect(cloud.callLog.refusals().length).toBeGreaterThan(5);
    expect(cloud.callLog.refusals()[0]).toMatchObject({
      principal: 'Mute',
      service: 'sqs',
      action: 'SendMessage',
    });
    expect(await names()).toEqual([]);
  });

  it('stops trying after its last retry', async () => {
    await create('one', {}, { RoleArn: mute.arn, RetryPolicy: { MaximumRetryAttempts: 2 } });
    const ran = await cloud.advance(86_400);
    expect(ran.filter(({ kind }) => kind.startsWith('schedule')).map(({ kind }) => kind)).toEqual([
      'schedule',
      'schedule-retry',
      'schedule-retry',
    ]);
    const [letter] = cloud.queues.receive(dead.url, { max: 10 });
    expect(letter!.messageAttributes).toMatchObject({
      EXHAUSTED_RETRY_CONDITION: { StringValue: 'MaximumRetryAttempts' },
      RETRY_ATTEMPTS: { StringValue: '2' },
    });
  });

  it('that was moved while a run waits for its retry fires again at its new time', async () => {
    cloud.faults.set(1, [{ service: 'scheduler', action: 'Deliver', kind: 'throttle', rate: 1 }]);
    await create('one');
    await cloud.advance(3600);
    cloud.faults.set(1, []);
    await cloud.client().send(new UpdateScheduleCommand(schedule('one', { ScheduleExpression: at(7200) })));
    await cloud.advance(600);
    expect(bodies(inbox)).toHaveLength(1);
    expect(await names()).toEqual(['one']);
    await cloud.advance(7200);
    expect(bodies(inbox)).toHaveLength(2);
    expect(await names()).toEqual([]);
  });
});

describe('Firing by hand', () => {
  it('runs a schedule now, as at its time', async () => {
    await create('one');
    expect(cloud.scheduler.fire('one')).toBe(true);
    expect(bodies(inbox).map((body) => JSON.parse(body))).toEqual([{ from: 'one' }]);
    expect(await names()).toEqual([]);
    expect((await cloud.advance(7200)).filter(({ kind }) => kind === 'schedule')).toEqual([]);
  });

  it('says when there is none of that name', () => {
    expect(cloud.scheduler.fire('nobody')).toBe(false);
  });
});
