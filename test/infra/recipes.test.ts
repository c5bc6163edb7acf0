import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { GetQueueAttributesCommand, ReceiveMessageCommand, SendMessageCommand } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { functionTable } from '../../infra/service/function-table.ts';
import type { QueueDefinition } from '../../infra/local/seams/ports.ts';
import { LocalQueues } from '../../infra/local/sqs/local-queues.ts';
import { openStateDb } from '../../infra/local/state/state-db.ts';
import { openTestEndpoint } from './local/endpoint-fixture.ts';
import type { StubWorld } from '../support/processes/aws-stub-process.ts';
import { buildTestApp, templateOf } from './synthesize-stage.ts';
import type { Part } from './synthesize-stage.ts';

process.env['CDK_VALIDATION'] = 'false';

const root = new URL('../..', import.meta.url);
const textOf = (page: string) => readFileSync(new URL(page, root), 'utf8');

/** The shell of a page, block by block, without the indentation of lists. */
function recipesOf(page: string): string[] {
  return [...page.matchAll(/^( *)```bash\n([\s\S]*?)^\1```/gm)].map(([, indent = '', body = '']) =>
    body.replaceAll(new RegExp(`^${indent}`, 'gm'), ''),
  );
}

const operations = textOf('docs/operations.md');
const [helpers = '', ...recipes] = recipesOf(operations);

const app = buildTestApp();
const templates = {
  Data: templateOf(app, 'Data'),
  Mail: templateOf(app, 'Mail'),
  Service: templateOf(app, 'Service'),
};

const stackOf = (part: Part) => `Turnout-dev-${part}`;

interface Resource {
  Type: string;
  Metadata?: Record<string, string>;
}

/** What the stack of a template is, once it is deployed, to `aws cloudformation`. */
function deployed(part: Part): StubWorld['stacks'][string] {
  const template = templates[part].toJSON();
  const resources = Object.entries(template['Resources'] as Record<string, Resource>).map(
    ([LogicalResourceId, { Type }]) => ({
      LogicalResourceId,
      ResourceType: Type,
      PhysicalResourceId: physicalId(part, Type, LogicalResourceId),
    }),
  );
  const outputs = Object.keys((template['Outputs'] ?? {}) as object).map((OutputKey) => ({
    OutputKey,
    OutputValue: `value-of-${OutputKey}`,
  }));
  return { resources, outputs };
}

function physicalId(part: Part, type: string, logicalId: string): string {
  const name = `${stackOf(part)}-${logicalId}-X1`;
  return type === 'AWS::SQS::Queue' ? `https://sqs.eu-central-1.amazonaws.com/000000000000/${name}` : name;
}

/** The physical name of the resource whose construct's path ends so: looked up without the recipes' ways. */
function physical(part: Part, type: string, path: string): string {
  const found = Object.entries(templates[part].findResources(type) as Record<string, Resource>).filter(
    ([, { Metadata }]) => Metadata!['aws:cdk:path'] === `Turnout-test-${part}/${path}/Resource`,
  );
  expect(found, path).toHaveLength(1);
  return physicalId(part, type, found[0]![0]);
}

/** A record of the table's stream, as `get-records` tells it. */
const record = (sequence: string) => ({ eventName: 'INSERT', dynamodb: { SequenceNumber: sequence } });

/** The body of a message that was given up, of every kind at once. */
const body = {
  requestPayload: { detail: 'of the event' },
  requestContext: { functionArn: 'arn:aws:lambda:eu-central-1:000000000000:function:intake:$LATEST' },
  MessageBody: '{"kind":"fire"}',
  pk: 'EVENT#evt_1',
  sk: 'EVENT',
  DDBStreamBatchInfo: {
    streamArn: 'arn:stream',
    shardId: 'shard-1',
    startSequenceNumber: '99',
    endSequenceNumber: '1000',
    batchSize: 2,
  },
};

const answers: StubWorld['answers'] = {
  'sqs get-queue-attributes': { Attributes: { QueueArn: 'arn:of-the-queue' } },
  'sqs receive-message': { Messages: [{ Body: JSON.stringify(body), ReceiptHandle: 'handle-1' }] },
  'sqs start-message-move-task': { TaskHandle: 'task' },
  'sqs send-message': { MessageId: 'sent' },
  'sqs delete-message': {},
  'lambda get-function-configuration': { LoggingConfig: { LogGroup: 'group-of-the-log' } },
  'lambda invoke': { batchItemFailures: [] },
  'logs tail': {},
  'dynamodbstreams get-shard-iterator': { ShardIterator: 'place-1' },
  'dynamodbstreams get-records': [
    { Records: [record('99'), record('100')], NextShardIterator: 'place-2' },
    { Records: [], NextShardIterator: 'place-3' },
    { Records: [record('1000'), record('1001')], NextShardIterator: 'place-4' },
  ],
  'dynamodb get-item': { Item: {} },
  'dynamodb restore-table-to-point-in-time': {},
  'dynamodb wait': {},
  'dynamodb delete-table': {},
  'secretsmanager get-secret-value': { SecretString: 'the-key' },
  'secretsmanager get-random-password': { RandomPassword: 'random' },
  'secretsmanager put-secret-value': {},
  'secretsmanager create-secret': {},
  'scheduler list-schedules': {},
  's3 rm': {},
  'cognito-idp admin-create-user': {},
  'cognito-idp admin-set-user-password': {},
  'cognito-idp admin-add-user-to-group': {},
  'cognito-idp admin-initiate-auth': { AuthenticationResult: { AccessToken: 'token' } },
  'cognito-idp describe-user-pool-client': { UserPoolClient: { ClientSecret: 'secret' } },
};

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'turnout-recipes-'));
  const stacks = Object.fromEntries(
    (['Data', 'Mail', 'Service'] as const).map((part) => [stackOf(part), deployed(part)]),
  );
  writeFileSync(join(folder, 'world.json'), JSON.stringify({ stacks, answers } satisfies StubWorld));
  for (const program of ['aws', 'npm', 'curl']) {
    const stub = fileURLToPath(new URL('../support/processes/aws-stub-process.ts', import.meta.url));
    writeFileSync(join(folder, program), `#!/bin/sh\nexec '${process.execPath}' '${stub}' ${program} "$@"\n`);
    chmodSync(join(folder, program), 0o755);
  }
});

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

const hasTools = ['bash', 'jq'].every((tool) => spawnSync(tool, ['--version']).status === 0);

/** Runs shell after the helpers, as an operator would who stops at the first failure. */
function run(script: string): { out: string; error: string; status: number | null; calls: string[][] } {
  writeFileSync(join(folder, 'calls'), '');
  const { stdout, stderr, status } = spawnSync(
    'bash',
    ['--norc', '-euo', 'pipefail', '-c', `${helpers}\n${script}`],
    {
      cwd: folder,
      encoding: 'utf8',
      env: {
        PATH: `${folder}:${process.env['PATH'] ?? ''}`,
        STUB_WORLD: join(folder, 'world.json'),
        STUB_CALLS: join(folder, 'calls'),
        // The stub starts 200 times, and most of a start is reading its types away.
        NODE_COMPILE_CACHE: join(folder, 'compiled'),
      },
    },
  );
  const calls = readFileSync(join(folder, 'calls'), 'utf8').split('\n').filter(Boolean);
  return { out: stdout, error: stderr, status, calls: calls.map((line) => JSON.parse(line) as string[]) };
}

const linesOf = (out: string) => out.trim().split('\n');

describe.skipIf(!hasTools)('the helpers of docs/operations.md (bash and jq must be here)', () => {
  test('find each function by its name', () => {
    const names = Object.keys(functionTable);
    const { out, error } = run(names.map((name) => `fn ${name}`).join('\n'));
    expect(error).toBe('');
    expect(linesOf(out)).toEqual(
      names.map((name) => physical('Service', 'AWS::Lambda::Function', `Functions/${name}`)),
    );
  });

  test('find each queue by its name, and never its dead letters instead', () => {
    const queues = ['confirmations', 'jobs', 'schedules', 'runs', 'bulk', 'deliveries', 'seats'];
    const names = [...queues, ...queues.map((name) => `${name}-dlq`), 'failures'];
    const { out } = run(names.map((name) => `queue ${name}`).join('\n'));
    expect(linesOf(out)).toEqual(
      names.map((name) => physical('Service', 'AWS::SQS::Queue', `Queues/${name}`)),
    );
  });

  test.each([
    'queue nothing',
    'fn nothing',
    'named Nowhere AWS::SQS::Queue Queuesjobs',
    'output Data Nothing',
  ])('say what is not there, and fail: %s', (call) => {
    const { out, error, status } = run(`${call}; echo went on`);
    expect(out).toBe('');
    expect(error).toMatch(/Turnout-dev-/);
    expect(status).not.toBe(0);
  });

  test('show the log of a function', () => {
    const { calls } = run('log mail-feedback 2h');
    expect(calls.at(-1)).toEqual(['aws', 'logs', 'tail', '--since', '2h', 'group-of-the-log']);
  });
});

describe.skipIf(!hasTools)('the recipes of docs/operations.md (bash and jq must be here)', () => {
  let done: ReturnType<typeof run>;
  const given = 'password=given';
  const callsOf = (service: string, command: string) =>
    done.calls.filter(
      ([program, ...asked]) => program === 'aws' && asked[0] === service && asked[1] === command,
    );
  const option = (call: string[] | undefined, name: string) => call?.[call.indexOf(name) + 1];

  beforeAll(() => {
    const script = recipes.map((recipe, index) => `echo "recipe ${index + 1}" >&2\n${recipe}`);
    done = run([given, ...script].join('\n'));
  });

  test('are all there is between the marks, and run from the first to the last', () => {
    expect(operations.match(/^ *```/gm)).toHaveLength(2 * (recipes.length + 1));
    expect(linesOf(done.error)).toEqual(recipes.map((_, index) => `recipe ${index + 1}`));
    expect(done.status).toBe(0);
  });

  test('leave no argument empty', () => {
    const empty = done.calls.filter((call) =>
      call.some((one) => /^(|null|None|undefined|s3:\/\/)$/.test(one)),
    );
    expect(empty).toEqual([]);
  });

  test('keep the credentials of Zoom where jobs look for them', () => {
    const [kept] = callsOf('secretsmanager', 'create-secret');
    expect(option(kept, '--name')).toBe(`${stackOf('Service')}/zoom`);
  });

  test('send a fire to the queue of schedules, with the message that it would have brought', () => {
    const [sent] = callsOf('sqs', 'send-message');
    expect(option(sent, '--queue-url')).toBe(physical('Service', 'AWS::SQS::Queue', 'Queues/schedules'));
    expect(option(sent, '--message-body')).toBe('{"kind":"fire"}');
  });

  test('look into the dead letters, and take from and delete in the failures', () => {
    const queue = (name: string) => physical('Service', 'AWS::SQS::Queue', `Queues/${name}`);
    expect(callsOf('sqs', 'receive-message').map((call) => option(call, '--queue-url'))).toEqual([
      queue('confirmations-dlq'),
      queue('failures'),
    ]);
    expect(callsOf('sqs', 'delete-message').map((call) => option(call, '--queue-url'))).toEqual([
      queue('failures'),
    ]);
  });

  test('give a function its payload again: the function of the message, or the dispatcher', () => {
    const dispatcher = physical('Service', 'AWS::Lambda::Function', 'Functions/dispatcher');
    const [again, ...stream] = callsOf('lambda', 'invoke');
    expect(option(again, '--function-name')).toBe('arn:aws:lambda:eu-central-1:000000000000:function:intake');
    expect(JSON.parse(option(again, '--payload')!)).toEqual(body.requestPayload);
    expect(new Set(stream.map((call) => option(call, '--function-name')))).toEqual(new Set([dispatcher]));
  });

  test('read a piece of the stream to its end, over pages that are empty, and not beyond', () => {
    const [, ...stream] = callsOf('lambda', 'invoke');
    const given = stream.map((call) =>
      (JSON.parse(option(call, '--payload')!) as { Records: ReturnType<typeof record>[] }).Records.map(
        ({ dynamodb }) => dynamodb.SequenceNumber,
      ),
    );
    expect(given.flat()).toEqual(['99', '100', '1000']);
    expect(callsOf('dynamodbstreams', 'get-records')).toHaveLength(3);
  });

  test('name the secrets and the table that they are about', () => {
    const secret = (name: string) => physical('Data', 'AWS::SecretsManager::Secret', name);
    expect(option(callsOf('secretsmanager', 'get-secret-value')[0], '--secret-id')).toBe(
      secret('IdentityKey'),
    );
    expect(option(callsOf('secretsmanager', 'put-secret-value')[0], '--secret-id')).toBe(secret('LinkKey'));
    expect(option(callsOf('dynamodb', 'restore-table-to-point-in-time')[0], '--source-table-name')).toBe(
      physical('Data', 'AWS::DynamoDB::Table', 'Table'),
    );
  });

  test('copy what is missing from the restored table into that of the stack, after a look, and delete only the restored one', () => {
    const table = physical('Data', 'AWS::DynamoDB::Table', 'Table');
    const copies = done.calls.filter(([program, , script]) => program === 'npm' && script === 'restore');
    const tables = ['--from', `${table}-restored`, '--to', table];
    expect(copies.map((call) => call.slice(4))).toEqual([[...tables, '--dry-run'], tables]);
    const restored = option(callsOf('dynamodb', 'restore-table-to-point-in-time')[0], '--target-table-name');
    const deleted = callsOf('dynamodb', 'delete-table').map((call) => option(call, '--table-name'));
    expect([restored, ...deleted]).toEqual([`${table}-restored`, `${table}-restored`]);
  });

  test('empty the buckets of a stage before they are destroyed, when nothing fills them any more', () => {
    const steps = done.calls.filter(([program, ...asked]) =>
      program === 'npm' ? asked[1] === 'destroy' : asked[0] === 's3' && asked[1] === 'rm',
    );
    expect(steps.map((call) => (call.at(-1) === '--recursive' ? call[3] : call.at(-1)))).toEqual([
      'Turnout-dev-Service',
      's3://value-of-ImportsBucket',
      's3://value-of-ExportsBucket',
      '--all',
    ]);
  });
});

describe('commands of the project', () => {
  const { scripts } = JSON.parse(textOf('package.json')) as { scripts: Record<string, string> };
  const pages = { 'README.md': recipesOf(textOf('README.md')), 'docs/operations.md': [helpers, ...recipes] };

  test.each(Object.entries(pages))(
    'of %s are there, and those of CDK name the stage after the bundles are made',
    (_, blocks) => {
      const lines = blocks.flatMap((block) => block.split('\n'));
      const used = lines.flatMap((line) => [...line.matchAll(/npm run (\S+)(.*)/g)]);
      expect(used.length).toBeGreaterThan(3);
      for (const [line, name = '', rest = ''] of used) {
        expect(Object.keys(scripts), line).toContain(name);
        // The app of cdk.json is run by every command of CDK, bootstrap too: it needs the bundles and a stage.
        if (!scripts[name]!.includes('cdk ')) continue;
        expect(scripts[name], line).toMatch(/^npm run bundle && cdk /);
        expect(rest, line).toMatch(/^ -- -c stage=/);
      }
      expect(lines.filter((line) => /\bcdk \w/.test(line))).toEqual([]);
    },
  );

  test('bootstrap an account before they deploy to it', () => {
    for (const blocks of Object.values(pages)) {
      const text = blocks.join('\n');
      expect(text.indexOf('npm run bootstrap')).toBeGreaterThan(-1);
      expect(text.indexOf('npm run bootstrap')).toBeLessThan(text.indexOf('npm run deploy'));
    }
  });
});

const cli = spawnSync('aws', ['--version'], { encoding: 'utf8' });

describe.skipIf(cli.status !== 0 || !hasTools)('with the real AWS CLI (skipped where it is not)', () => {
  /** Runs shell after the helpers, while the servers of this process answer. */
  async function runFor(url: string, script: string): Promise<{ out: string; error: string }> {
    const child = spawn('bash', ['--norc', '-euo', 'pipefail', '-c', `${helpers}\n${script}`], {
      cwd: folder,
      env: {
        ...process.env,
        ...{ AWS_ENDPOINT_URL: url, AWS_REGION: 'eu-central-1', AWS_DEFAULT_REGION: 'eu-central-1' },
        ...{ AWS_ACCESS_KEY_ID: 'me', AWS_SECRET_ACCESS_KEY: 'me' },
      },
    });
    const said = { out: '', error: '' };
    child.stdout.on('data', (part: Buffer) => (said.out += part.toString()));
    child.stderr.on('data', (part: Buffer) => (said.error += part.toString()));
    await new Promise((resolve) => child.once('close', resolve));
    return said;
  }

  test('a helper finds what stands on the third page', async () => {
    const { resources } = deployed('Service');
    const server = createServer((request, response) => {
      let asked = '';
      request.on('data', (part: Buffer) => (asked += part.toString()));
      request.on('end', () => response.end(pageOf([...resources].reverse(), new URLSearchParams(asked))));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const { out } = await runFor(`http://127.0.0.1:${port}`, 'queue schedules\nfn sweeper');
    await new Promise((resolve) => server.close(resolve));
    expect(linesOf(out)).toEqual([
      physical('Service', 'AWS::SQS::Queue', 'Queues/schedules'),
      physical('Service', 'AWS::Lambda::Function', 'Functions/sweeper'),
    ]);
  });

  test('a fire that was given up is taken from a local queue, sent again and deleted', async () => {
    const state = openStateDb(folder);
    const queues = new LocalQueues([failures, schedules], state, { now: () => Date.now(), offset: () => 0 });
    const local = await openTestEndpoint({ queues });
    const { sqs } = local.clients();
    await sqs.send(new SendMessageCommand({ QueueUrl: failures.url, MessageBody: JSON.stringify(body) }));
    const wanted = recipes.filter((recipe) => /--queue-url "\$(failures|\(queue schedules\))"/.test(recipe));
    expect(wanted).toHaveLength(3);
    const [take = '', forget = '', send = ''] = wanted;
    const inPlace = `queue() { echo "http://127.0.0.1:4566/000000000000/$1"; }
      # Version 1 of the CLI does not look for the address of SQS in the environment.
      aws() { command aws --endpoint-url "$AWS_ENDPOINT_URL" "$@"; }`;
    const { out, error } = await runFor(
      local.endpoint.url,
      [inPlace, take, send, forget, 'arn_of_queue "$failures"'].join('\n'),
    );
    expect(error).toBe('');
    expect(linesOf(out).at(-1)).toBe(failures.arn);
    const { Messages } = await sqs.send(new ReceiveMessageCommand({ QueueUrl: schedules.url }));
    expect(Messages).toMatchObject([{ Body: body.MessageBody }]);
    const { Attributes } = await sqs.send(
      new GetQueueAttributesCommand({ QueueUrl: failures.url, AttributeNames: ['All'] }),
    );
    expect(Attributes).toMatchObject({
      ApproximateNumberOfMessages: '0',
      ApproximateNumberOfMessagesNotVisible: '0',
    });
    await local.close();
    state.close();
  });
});

const localQueue = (name: string): QueueDefinition => ({
  name,
  arn: `arn:aws:sqs:eu-central-1:000000000000:${name}`,
  url: `http://127.0.0.1:4566/000000000000/${name}`,
  visibilitySeconds: 30,
  delaySeconds: 0,
  retentionSeconds: 3600,
});
const failures = localQueue('failures');
const schedules = localQueue('schedules');

/** A page of ListStackResources, 100 at a time. */
function pageOf(resources: object[], asked: URLSearchParams): string {
  expect(asked.get('Action')).toBe('ListStackResources');
  const from = Number(asked.get('NextToken') ?? 0);
  const members = resources.slice(from, from + 100).map((resource) => {
    const fields = Object.entries(resource).map(([name, value]) => `<${name}>${String(value)}</${name}>`);
    return `<member>${fields.join('')}<ResourceStatus>CREATE_COMPLETE</ResourceStatus></member>`;
  });
  const next = from + 100 < resources.length ? `<NextToken>${from + 100}</NextToken>` : '';
  return `<ListStackResourcesResponse xmlns="http://cloudformation.amazonaws.com/doc/2010-05-15/"><ListStackResourcesResult><StackResourceSummaries>${members.join('')}</StackResourceSummaries>${next}</ListStackResourcesResult></ListStackResourcesResponse>`;
}
