import { InvokeCommand } from '@aws-sdk/client-lambda';
import {
  CreateSecretCommand,
  GetSecretValueCommand,
  PutSecretValueCommand,
} from '@aws-sdk/client-secrets-manager';
import { SendEmailCommand, SendRawEmailCommand } from '@aws-sdk/client-ses';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTransport } from 'nodemailer';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openKeptSecrets } from '../../../shared/platform/secrets/kept-secrets.ts';
import { allow, jobsRole, openTestEndpoint, type TestEndpoint } from './endpoint-fixture.ts';

let test: TestEndpoint;
let clients: ReturnType<TestEndpoint['clients']>;

beforeAll(async () => {
  test = await openTestEndpoint();
  clients = test.clients(jobsRole);
});
beforeEach(() => {
  test.events.length = 0;
  test.endpoint.mailbox.clear();
});
afterAll(() => test.close());

async function compose(to: string | string[], from = 'Turnout <hello@example.com>'): Promise<Uint8Array> {
  const composer = createTransport({ streamTransport: true, buffer: true });
  const { message } = await composer.sendMail({
    from,
    to,
    subject: 'Grüße & mehr',
    text: 'Bis bald',
    html: '<p>Bis bald</p>',
  });
  return message as Buffer;
}
const sendRaw = async (to: string | string[], from?: string, ses = clients.ses) =>
  ses.send(
    new SendRawEmailCommand({
      RawMessage: { Data: await compose(to, from) },
      ConfigurationSetName: 'events',
      Tags: [{ Name: 'registration', Value: 'r1' }],
    }),
  );
const eventTypes = () => test.events.map((event) => event['detail-type']);

describe('SES through the endpoint', () => {
  it('catches a mail, decoded for the inbox and raw as it was sent', async () => {
    const { MessageId } = await sendRaw('anna@example.org');
    expect(test.endpoint.mailbox.list()).toMatchObject([
      {
        id: MessageId,
        to: ['anna@example.org'],
        from: 'hello@example.com',
        subject: 'Grüße & mehr',
        html: expect.stringContaining('<p>Bis bald</p>'),
      },
    ]);
    expect(Buffer.from(test.endpoint.mailbox.raw(MessageId!)!).toString()).toContain('Subject: =?UTF-8?');
  });

  it('publishes that it was sent and delivered, with message id and tags', async () => {
    const { MessageId } = await sendRaw('anna@example.org');
    expect(eventTypes()).toEqual(['Email Sent', 'Email Delivered']);
    expect(test.events[1]).toMatchObject({
      source: 'aws.ses',
      detail: {
        eventType: 'Delivery',
        mail: {
          messageId: MessageId,
          destination: ['anna@example.org'],
          tags: { registration: ['r1'], 'ses:configuration-set': ['events'] },
        },
      },
    });
  });

  it('lets the simulator addresses bounce and complain', async () => {
    await sendRaw('bounce+r1@simulator.amazonses.com');
    expect(test.events.at(-1)).toMatchObject({
      'detail-type': 'Email Bounced',
      detail: {
        bounce: {
          bounceType: 'Permanent',
          bouncedRecipients: [{ emailAddress: 'bounce+r1@simulator.amazonses.com' }],
        },
      },
    });
    test.events.length = 0;
    await sendRaw('complaint@simulator.amazonses.com');
    expect(eventTypes()).toEqual(['Email Sent', 'Email Delivered', 'Email Complaint Received']);
  });

  it('refuses a sender that is no identity of the template, and more than 50 recipients', async () => {
    await expect(sendRaw('a@example.org', 'me@elsewhere.org')).rejects.toMatchObject({
      name: 'MessageRejected',
    });
    const many = Array.from({ length: 51 }, (_, index) => `p${index}@example.org`);
    await expect(sendRaw(many)).rejects.toMatchObject({ name: 'InvalidParameterValue' });
    expect(test.endpoint.mailbox.list()).toEqual([]);
  });

  it('wants the right on the identity of each recipient too, as the sandbox does in which every account begins', async () => {
    const strict = await openTestEndpoint({
      statements: [allow(['ses:SendRawEmail'], ['*:identity/example.com', '*:configuration-set/events'])],
    });
    const call = sendRaw(['b@example.com', 'a@example.org'], undefined, strict.clients(jobsRole).ses);
    await expect(call).rejects.toMatchObject({
      name: 'AccessDenied',
      message: expect.stringContaining('identity/b@example.com'),
    });
    await strict.close();
  });

  it('wants the right on the identity and on the configuration set', async () => {
    const strict = await openTestEndpoint({
      statements: [allow(['ses:SendRawEmail'], ['*:identity/example.com'])],
    });
    const call = sendRaw('a@example.org', undefined, strict.clients(jobsRole).ses);
    await expect(call).rejects.toMatchObject({
      name: 'AccessDenied',
      message: expect.stringContaining('configuration-set/events'),
    });
    await strict.close();
  });

  it('takes a mail that SES itself would compose', async () => {
    const Body = { Text: { Data: 'Hello' } };
    await test.clients().ses.send(
      new SendEmailCommand({
        Source: 'hello@example.com',
        Destination: { ToAddresses: ['b@example.org'] },
        Message: { Subject: { Data: 'Hi' }, Body },
      }),
    );
    expect(test.endpoint.mailbox.list()).toMatchObject([
      { to: ['b@example.org'], subject: 'Hi', text: 'Hello' },
    ]);
  });
});

describe('secrets', () => {
  const read = async (endpoint: TestEndpoint, VersionStage = 'AWSCURRENT') =>
    (await endpoint.clients().secrets.send(new GetSecretValueCommand({ SecretId: 'link-key', VersionStage })))
      .SecretString;

  it('are made once with the length of the template, kept over a restart, and readable by their owner only', async () => {
    const dataDirectory = await mkdtemp(join(tmpdir(), 'turnout-endpoint-'));
    const first = await openTestEndpoint({ dataDirectory });
    const value = await read(first);
    expect(value).toMatch(/^[A-Za-z0-9]{64}$/);
    await first.endpoint.stop();
    expect((await stat(join(dataDirectory, 'secrets.json'))).mode & 0o777).toBe(0o600);
    const second = await openTestEndpoint({ dataDirectory });
    expect(await read(second)).toBe(value);
    await second
      .clients()
      .secrets.send(new PutSecretValueCommand({ SecretId: 'link-key', SecretString: 'next' }));
    expect([await read(second), await read(second, 'AWSPREVIOUS')]).toEqual(['next', value]);
    await second.close();
    await rm(dataDirectory, { recursive: true, force: true });
  });

  it('are refused to a role without the right', async () => {
    await expect(
      clients.secrets.send(new GetSecretValueCommand({ SecretId: 'link-key' })),
    ).rejects.toMatchObject({ name: 'AccessDeniedException' });
  });
});

describe('Lambda through the endpoint', () => {
  const invoke = (payload: unknown, InvocationType: 'Event' | 'RequestResponse' = 'RequestResponse') =>
    test
      .clients()
      .lambda.send(
        new InvokeCommand({ FunctionName: 'jobs', Payload: JSON.stringify(payload), InvocationType }),
      );

  it('waits for the payload, tells a function error, and queues an event', async () => {
    expect((await invoke({ a: 1 })).Payload!.transformToString()).toBe('{"payload":{"a":1}}');
    const failed = await invoke('fail');
    expect(failed.FunctionError).toBe('Unhandled');
    expect(JSON.parse(failed.Payload!.transformToString())).toEqual({
      errorType: 'TypeError',
      errorMessage: 'broken',
    });
    expect((await invoke({ b: 2 }, 'Event')).StatusCode).toBe(202);
    expect(test.enqueued).toEqual([{ b: 2 }]);
  });
});

describe('Secrets that are made while it runs', () => {
  it('are kept, changed and dropped by the client that functions have', async () => {
    const secrets = openKeptSecrets('Service/destinations/', test.clients().secrets);
    expect(await secrets.read('dst_1')).toBeUndefined();
    await secrets.put('dst_1', 'one');
    expect(await secrets.read('dst_1')).toEqual({ current: 'one', previous: undefined });
    await secrets.put('dst_1', 'two');
    expect(await secrets.read('dst_1')).toEqual({ current: 'two', previous: 'one' });
    await secrets.drop('dst_1');
    await secrets.drop('dst_1');
    expect(await secrets.read('dst_1')).toBeUndefined();
  });

  it('are made once, and by nobody whose role may not', async () => {
    const create = new CreateSecretCommand({ Name: 'Service/x', SecretString: 'x' });
    await test.clients().secrets.send(create);
    await expect(test.clients().secrets.send(create)).rejects.toThrow('exists already');
    await expect(clients.secrets.send(new CreateSecretCommand({ Name: 'Service/y' }))).rejects.toThrow(
      /CreateSecret/,
    );
  });
});
