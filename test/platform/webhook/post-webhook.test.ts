import { createHmac } from 'node:crypto';
import net from 'node:net';
import { setInterval as every } from 'node:timers/promises';
import tls from 'node:tls';
import { Webhook } from 'standardwebhooks';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { newWebhookSecret } from '../../../shared/platform/values/webhook-destination.ts';
import {
  createWebhookClient,
  type WebhookClientOptions,
  type WebhookMessage,
} from '../../../shared/platform/webhook/post-webhook.ts';
import { receive, receiveRaw, type Received } from './receivers.ts';
import { selfSigned } from './self-signed.ts';

const secret = newWebhookSecret((bytes) => new Uint8Array(bytes).fill(7));
const older = newWebhookSecret((bytes) => new Uint8Array(bytes).fill(9));
const body = { type: 'registration.handed-over', data: { name: 'Zoë ☕', note: '<&>"' } };
const ample = { connectMs: 5000, totalMs: 10_000 };
const short = { connectMs: 150, totalMs: 300 };
/** For a deadline before which something has to arrive, also on a loaded machine. */
const patient = { connectMs: 3000, totalMs: 3000 };

function clientOf(options: Partial<WebhookClientOptions> = {}) {
  const client = createWebhookClient({ exemptHosts: ['127.0.0.1'], timeouts: ample, ...options });
  onTestFinished(() => client.close());
  return client;
}

const messageTo = (url: string, others: Partial<WebhookMessage> = {}): WebhookMessage => ({
  url,
  secrets: [secret],
  id: 'dlv_1',
  body,
  ...others,
});

/** The signature as the specification has it, made without the library. */
function expectedSignature(whsec: string, { headers, body: sent }: Received): string {
  const key = Buffer.from(whsec.replace('whsec_', ''), 'base64');
  const signed = `${headers['webhook-id']}.${headers['webhook-timestamp']}.${sent}`;
  return `v1,${createHmac('sha256', key).update(signed).digest('base64')}`;
}

describe('A signed post', () => {
  it('is verified by the specification written anew and by the library', async () => {
    const receiver = await receive();
    await clientOf().post(messageTo(receiver.url));
    const [seen] = receiver.received;
    expect(seen!.headers['webhook-signature']).toBe(expectedSignature(secret, seen!));
    expect(new Webhook(secret).verify(seen!.body, seen!.headers)).toEqual(body);
  });

  it("carries the signature of the standard's own test vector", async () => {
    const receiver = await receive();
    await clientOf({ clock: () => 1_614_265_330_999 }).post({
      url: receiver.url,
      secrets: ['whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'],
      id: 'msg_p5jXN8AQM9LWM0D4loKWxJek',
      body: '{"test": 2432232314}',
    });
    expect(receiver.received[0]).toMatchObject({
      body: '{"test": 2432232314}',
      headers: {
        'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
        'webhook-timestamp': '1614265330',
        'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
      },
    });
  });

  it('is verified by receivers however far the process is ahead in its own time', async () => {
    const receiver = await receive();
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 7 * 24 * 3_600_000 });
    onTestFinished(() => void vi.useRealTimers());
    await clientOf().post(messageTo(receiver.url));
    vi.useRealTimers();
    const [seen] = receiver.received;
    expect(new Webhook(secret).verify(seen!.body, seen!.headers)).toEqual(body);
  });

  it('is void as soon as the body is written anew, the id or the time changes', async () => {
    const receiver = await receive();
    await clientOf().post(messageTo(receiver.url, { body: '{"price": 1.0}' }));
    const { body: sent, headers } = receiver.received[0]!;
    const webhook = new Webhook(secret);
    expect(webhook.verify(sent, headers)).toEqual({ price: 1 });
    expect(() => webhook.verify(JSON.stringify(JSON.parse(sent)), headers)).toThrow('signature');
    expect(() => webhook.verify(sent, { ...headers, 'webhook-id': 'dlv_2' })).toThrow('signature');
    const later = String(Number(headers['webhook-timestamp']) + 1);
    expect(() => webhook.verify(sent, { ...headers, 'webhook-timestamp': later })).toThrow('signature');
  });

  it('satisfies the holder of the new secret and of the old one during a rotation', async () => {
    const receiver = await receive();
    await clientOf().post(messageTo(receiver.url, { secrets: [secret, older] }));
    const [seen] = receiver.received;
    expect(seen!.headers['webhook-signature']).toBe(
      `${expectedSignature(secret, seen!)} ${expectedSignature(older, seen!)}`,
    );
    for (const holder of [secret, older])
      expect(new Webhook(holder).verify(seen!.body, seen!.headers)).toEqual(body);
  });

  it('keeps its id in a retry, with the time of the attempt', async () => {
    const receiver = await receive();
    let now = Date.now();
    const client = clientOf({ clock: () => now });
    await client.post(messageTo(receiver.url));
    now += 5000;
    await client.post(messageTo(receiver.url));
    const [first, second] = receiver.received.map(({ headers }) => headers);
    expect(second!['webhook-id']).toBe(first!['webhook-id']);
    expect(Number(second!['webhook-timestamp'])).toBe(Number(first!['webhook-timestamp']) + 5);
  });

  it('says what it is, and goes where the address says, with its query', async () => {
    const receiver = await receive();
    await clientOf().post(messageTo(`${receiver.url}/a%20b?key=1&x=%26`));
    expect(receiver.received[0]).toMatchObject({
      path: '/hook/a%20b?key=1&x=%26',
      headers: { 'content-type': 'application/json', 'user-agent': 'Turnout' },
    });
  });
});

describe('An answer', () => {
  it('is told with its status and the start of its body, without control characters', async () => {
    const receiver = await receive((response) => {
      response.writeHead(500).end(`out of\r\n\u001b[31mroom\u0000 \u202e${'€'.repeat(3000)}`);
    });
    const answer = await clientOf().post(messageTo(receiver.url));
    expect(answer).toEqual({
      status: 500,
      bodyStart: `out of [31mroom ${'€'.repeat(984)}`,
      durationMs: expect.any(Number),
    });
  });

  it.each([
    [410, undefined],
    [429, '120'],
    [503, 'Sun, 06 Nov 2033 08:49:37 GMT'],
  ])('%d comes with Retry-After %s', async (status, retryAfter) => {
    const receiver = await receive((response) => {
      response.writeHead(status, retryAfter === undefined ? {} : { 'retry-after': retryAfter }).end();
    });
    const answer = await clientOf().post(messageTo(receiver.url));
    expect(answer).toMatchObject({ status, bodyStart: '' });
    expect('retryAfter' in answer ? answer.retryAfter : undefined).toBe(retryAfter);
  });

  it('that redirects is told and not followed, to the cloud or to itself', async () => {
    const receiver = await receive((response, { path }) => {
      response.writeHead(path === '/hook' ? 302 : 200, { location: 'http://169.254.169.254/latest/' }).end();
    });
    const connect = vi.spyOn(net, 'connect');
    onTestFinished(() => {
      connect.mockRestore();
    });
    expect(await clientOf().post(messageTo(receiver.url))).toMatchObject({ status: 302 });
    expect(connect.mock.calls.map(([options]) => (options as { host?: unknown }).host)).toEqual([
      '127.0.0.1',
    ]);
    expect(receiver.received).toHaveLength(1);
  });

  it('without an end counts as its status, and is cut off', async () => {
    let sent = 0;
    const cutOff = Promise.withResolvers<undefined>();
    const receiver = await receive((response) => {
      const pour = () => {
        sent += 65_536;
        response.write('x'.repeat(65_536));
      };
      response.on('drain', pour).on('close', () => {
        cutOff.resolve(undefined);
      });
      pour();
    });
    const answer = await clientOf().post(messageTo(receiver.url));
    await cutOff.promise;
    expect(answer).toMatchObject({ status: 200, bodyStart: 'x'.repeat(1000) });
    expect(sent).toBeLessThan(20_000_000);
  });

  it('whose body breaks off counts as its status', async () => {
    const receiver = await receiveRaw((socket) => {
      socket.write('HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nthanks', () => socket.resetAndDestroy());
    });
    expect(await clientOf().post(messageTo(receiver.url))).toMatchObject({ status: 200 });
  });

  it('whose body drips counts as its status when the deadline has passed', async () => {
    const receiver = await receiveRaw((socket) => {
      socket.write('HTTP/1.1 200 OK\r\ncontent-length: 100000\r\n\r\n');
      void drip(socket);
    });
    const answer = await clientOf({ timeouts: patient }).post(messageTo(receiver.url));
    expect(answer).toMatchObject({ status: 200, bodyStart: expect.stringMatching(/^x+$/) });
  });
});

async function drip(socket: net.Socket): Promise<void> {
  for await (const byte of every(10, 'x')) if (socket.destroyed || !socket.write(byte)) return;
}

describe('No answer', () => {
  it.each(['hangs', 'drips its headers', 'sends early hints for ever'])(
    'from a receiver that %s is a timeout',
    async (kind) => {
      const receiver = await receiveRaw((socket) => {
        if (kind === 'drips its headers') {
          socket.write('HTTP/1.1 200 OK\r\nx-slow: ');
          void drip(socket);
        }
        if (kind.startsWith('sends')) void hint(socket);
      });
      const answer = await clientOf({ timeouts: short }).post(messageTo(receiver.url));
      // These receivers never end: that there is an answer shows that the deadline made it.
      expect(answer).toMatchObject({ error: 'timeout' });
    },
  );

  async function hint(socket: net.Socket): Promise<void> {
    for await (const early of every(10, 'HTTP/1.1 103 Early Hints\r\nlink: </x>\r\n\r\n'))
      if (socket.destroyed || !socket.write(early)) return;
  }

  it('from a receiver that never shakes hands is a timeout', async () => {
    const receiver = await receiveRaw(() => undefined, 'https');
    expect(await clientOf({ timeouts: short }).post(messageTo(receiver.url))).toMatchObject({
      error: 'timeout',
    });
  });

  it('from a name server that hangs is a timeout', async () => {
    const client = clientOf({ timeouts: short, resolve: () => new Promise(() => undefined) });
    expect(await client.post(messageTo('https://hooks.example/'))).toMatchObject({ error: 'timeout' });
  });

  it('from a name that does not exist says so', async () => {
    const client = clientOf({ resolve: () => Promise.reject(new Error('getaddrinfo ENOTFOUND')) });
    expect(await client.post(messageTo('https://hooks.example/'))).toEqual({
      error: 'dns',
      message: 'hooks.example could not be resolved',
      durationMs: expect.any(Number),
    });
    const empty = clientOf({ resolve: () => Promise.resolve([]) });
    expect(await empty.post(messageTo('https://hooks.example/'))).toMatchObject({ error: 'dns' });
  });

  it('from a certificate that nobody vouches for, or for another host, is a fault of TLS', async () => {
    const receiver = await receive(undefined, true);
    expect(await clientOf().post(messageTo(receiver.url))).toMatchObject({
      error: 'tls',
      message: expect.stringContaining('self-signed'),
    });
    trustSelfSigned();
    expect(await clientOf().post(messageTo(receiver.url))).toMatchObject({
      error: 'tls',
      message: expect.stringContaining('altnames'),
    });
    expect(receiver.received).toEqual([]);
  });

  it('from a port that speaks no TLS is a fault of TLS', async () => {
    const receiver = await receive();
    const answer = await clientOf().post(messageTo(receiver.url.replace('http:', 'https:')));
    expect(answer).toMatchObject({ error: 'tls' });
  });

  it('from a closed port is a fault of the connection', async () => {
    const answer = await clientOf().post(messageTo(`http://127.0.0.1:${await freePort()}/`));
    expect(answer).toMatchObject({ error: 'connection', message: expect.stringContaining('ECONNREFUSED') });
  });

  it('from a connection reset before the headers end is a fault of the connection', async () => {
    const receiver = await receiveRaw((socket) => {
      socket.write('HTTP/1.1 200 OK\r\ncontent-le', () => socket.resetAndDestroy());
    });
    expect(await clientOf().post(messageTo(receiver.url))).toMatchObject({ error: 'connection' });
  });

  it.each([
    ['no HTTP at all', 'SSH-2.0-OpenSSH_9.2\r\n\r\n'],
    ['two lengths', 'HTTP/1.1 200 OK\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\nab'],
    ['a length and chunks', 'HTTP/1.1 200 OK\r\ncontent-length: 1\r\ntransfer-encoding: chunked\r\n\r\n'],
    ['a header with NUL', 'HTTP/1.1 200 OK\r\nx: a\u0000b\r\n\r\n'],
    ['headers of 1 MB', `HTTP/1.1 200 OK\r\n${'x-many: yes\r\n'.repeat(90_000)}\r\n`],
    ['one header of 1 MB', `HTTP/1.1 200 OK\r\nx: ${'y'.repeat(1_000_000)}\r\n\r\n`],
  ])('but %s is a bad answer', async (_, written) => {
    const receiver = await receiveRaw((socket) => socket.end(written));
    expect(await clientOf().post(messageTo(receiver.url))).toMatchObject({ error: 'bad-answer' });
  });
});

function trustSelfSigned(): void {
  const before = tls.getCACertificates('default');
  tls.setDefaultCACertificates([...before, selfSigned.cert]);
  onTestFinished(() => {
    tls.setDefaultCACertificates(before);
  });
}

async function freePort(): Promise<number> {
  const server = net.createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as net.AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

describe('A connection', () => {
  it('goes to the address that was asked for once, under the name of the host', async () => {
    trustSelfSigned();
    const receiver = await receive(undefined, true);
    const resolve = vi.fn(() => Promise.resolve(['127.0.0.1']));
    const client = clientOf({ exemptHosts: ['hooks.example'], resolve });
    const url = `https://hooks.example:${receiver.port}/hook`;
    expect(await client.post(messageTo(url))).toMatchObject({ status: 200 });
    expect(resolve.mock.calls).toEqual([['hooks.example']]);
    expect(receiver.connections()).toBe(1);
    expect(receiver.received[0]!.headers.host).toBe(`hooks.example:${receiver.port}`);
  });

  it('serves many posts, one resolution for each connection', async () => {
    const receiver = await receive();
    const resolve = vi.fn(() => Promise.resolve(['127.0.0.1']));
    const client = clientOf({ exemptHosts: ['hooks.example'], resolve });
    for (let count = 0; count < 20; count += 1)
      await client.post(messageTo(`http://hooks.example:${receiver.port}/`));
    expect(receiver.received).toHaveLength(20);
    // undici opens a second one when the next post comes before the first is idle again.
    expect(receiver.connections()).toBeLessThanOrEqual(2);
    expect(resolve).toHaveBeenCalledTimes(receiver.connections());
  });

  it('of one receiver that hangs holds up nobody else', async () => {
    const hanging = await receiveRaw(() => undefined);
    const receiver = await receive();
    const client = clientOf({ timeouts: patient });
    const stuck = client.post(messageTo(hanging.url));
    expect(await client.post(messageTo(receiver.url))).toMatchObject({ status: 200 });
    expect(await stuck).toMatchObject({ error: 'timeout' });
  });
});

it('A secret that is none is a defect of ours and thrown', async () => {
  await expect(clientOf().post(messageTo('http://127.0.0.1:1/', { secrets: ['whsec_'] }))).rejects.toThrow();
});
