import { EventEmitter } from 'node:events';
import net from 'node:net';
import { networkInterfaces } from 'node:os';
import tls from 'node:tls';
import { lookup } from 'node:dns/promises';
import * as fc from 'fast-check';
import { Agent } from 'undici';
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { isPublicAddress } from '../../../shared/platform/values/public-address.ts';
import { guardedConnector } from '../../../shared/platform/webhook/guarded-connector.ts';
import { createWebhookClient } from '../../../shared/platform/webhook/post-webhook.ts';
import type { Resolve } from '../../../shared/platform/webhook/filtering-lookup.ts';
import { anyAddress } from './addresses.ts';
import { receive } from './receivers.ts';

/** Whether the system knows `localhost` with a dot behind it differs. */
const localResolve: Resolve = async (hostname) =>
  hostname.startsWith('localhost')
    ? ['127.0.0.1', '::1']
    : (await lookup(hostname, { all: true })).map(({ address }) => address);

const secrets: [string] = ['whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'];
const messageTo = (url: string) => ({ url, secrets, id: 'dlv_1', body: {}, now: 0 });

/** Host parts of URLs, all of which lead to a private address; "-" marks those that no URL parser takes. */
const privateHosts = [
  ...['127.0.0.1', '127.1', '127.0.1', '127.255.255.254', '0.0.0.0', '0', '00', '0.0', '127.0.0.1.'],
  ...['2130706433', '017700000001', '0177.0.0.1', '0x7f000001', '0x7F.0.0.1', '0x7f.1', '0177.0x0.0.01'],
  ...[
    '10.0.0.1',
    '10.1',
    '0xa.0.0.1',
    '172.16.0.1',
    '172.31.255.255',
    '192.168.0.1',
    '192.168.257',
    '3232235521',
  ],
  ...['169.254.169.254', '2852039166', '0xA9FEA9FE', '0251.0376.0251.0376', '169.254.43518', '100.64.0.1'],
  ...[
    '192.0.0.170',
    '198.18.0.1',
    '224.0.0.1',
    '240.0.0.1',
    '255.255.255.255',
    '100.100.100.200',
    '192.88.99.1',
  ],
  ...['①②⑦.⓪.⓪.①', '１２７.０.０.１', '127。0。0。1', '①⑥⑨.②⑤④.①⑥⑨.②⑤④', '%31%32%37.0.0.1', '0x7f。1'],
  ...[
    '[::]',
    '[::1]',
    '[0:0:0:0:0:0:0:1]',
    '[0000::0001]',
    '[::127.0.0.1]',
    '[::7f00:1]',
    '[::ffff:127.0.0.1]',
  ],
  ...['[::ffff:7f00:1]', '[0:0:0:0:0:ffff:a9fe:a9fe]', '[::ffff:0:127.0.0.1]', '[64:ff9b::127.0.0.1]'],
  ...[
    '[64:ff9b::a9fe:a9fe]',
    '[64:ff9b:1::a00:1]',
    '[2002:7f00:1::]',
    '[2002:a9fe:a9fe::1]',
    '[2001:0:7f00:1::]',
  ],
  ...[
    '[fe80::1]',
    '[fec0::1]',
    '[fc00::1]',
    '[fd00:ec2::254]',
    '[ff02::1]',
    '[100::1]',
    '[5f00::1]',
    '[2001:db8::1]',
  ],
  ...['localhost', 'LOCALHOST', 'localhost.', 'ⓛⓞⓒⓐⓛⓗⓞⓢⓣ', 'loc%61lhost'],
];
const unparsable = [
  '[fe80::1%25eth0]',
  '[fe80::1%eth0]',
  '[::1',
  '127.0.0.256',
  '0x7f.0.0.0.1',
  '1.2.3.4.5',
  '[127.0.0.1]',
];

describe('Every form of a private address', () => {
  it('is more than forty forms', () => {
    expect(new Set(privateHosts).size).toBeGreaterThan(60);
  });

  it.each(privateHosts)('%s is refused when connecting, and by the client', async (host) => {
    const listener = await receive();
    const agent = new Agent({ connect: guardedConnector(localResolve, [], 500) });
    onTestFinished(() => agent.destroy());
    const { origin } = new URL(`http://${host}:${listener.port}/`);
    await expect(agent.request({ origin, path: '/', method: 'POST' })).rejects.toMatchObject({
      name: 'RefusedAddress',
    });
    const client = createWebhookClient({ exemptHosts: [] });
    onTestFinished(() => client.close());
    for (const scheme of ['https', 'http'])
      expect(await client.post(messageTo(`${scheme}://${host}:${listener.port}/`))).toMatchObject({
        error: 'refused-address',
      });
    expect(listener.connections()).toBe(0);
  });

  it.each(unparsable)('%s is no address at all', async (host) => {
    const client = createWebhookClient({ exemptHosts: [] });
    expect(await client.post(messageTo(`https://${host}/`))).toMatchObject({ error: 'refused-address' });
  });

  it('is refused for the addresses that this machine has itself, unless they are public', async () => {
    const own = Object.values(networkInterfaces()).flatMap(
      (faces) => faces?.map(({ address }) => address) ?? [],
    );
    const client = createWebhookClient({ exemptHosts: [], resolve: () => Promise.resolve(own) });
    expect(own).toContain('127.0.0.1');
    expect(await client.post(messageTo('https://hooks.example/'))).toMatchObject({
      error: 'refused-address',
    });
  });

  it('is let through for the very host that is exempt, and for no other', async () => {
    const listener = await receive();
    const client = createWebhookClient({ exemptHosts: ['127.0.0.1'] });
    onTestFinished(() => client.close());
    expect(await client.post(messageTo(`http://0x7f.1:${listener.port}/`))).toMatchObject({ status: 200 });
    for (const host of ['127.0.0.2', 'localhost', '[::1]', '[::ffff:127.0.0.1]', '0.0.0.0'])
      expect(await client.post(messageTo(`http://${host}:${listener.port}/`))).toMatchObject({
        error: 'refused-address',
      });
    expect(listener.connections()).toBe(1);
  });
});

describe('With a network that only notes where one connects to', () => {
  let connected: string[];

  /** As Node does: an IP address is taken as it is, a name is looked up and any of its addresses may be tried. */
  function dial(...[options]: unknown[]) {
    const { host, lookup: ask } = options as { host: string; lookup: net.LookupFunction };
    const socket = Object.assign(new EventEmitter(), {
      setKeepAlive: () => socket,
      setNoDelay: () => socket,
      destroy: () => socket,
    });
    const end = (error: Error | null) => socket.emit('error', error ?? new Error('nobody there'));
    if (net.isIP(host) !== 0) {
      connected.push(host);
      process.nextTick(end, null);
    } else {
      ask(host, { all: true }, (error, addresses) => {
        if (error === null)
          connected.push(...(addresses as { address: string }[]).map(({ address }) => address));
        end(error);
      });
    }
    return socket as never;
  }

  beforeEach(() => {
    connected = [];
    vi.spyOn(net, 'connect').mockImplementation(dial);
    vi.spyOn(tls, 'connect').mockImplementation(dial);
  });
  afterEach(() => {
    vi.restoreAllMocks();
  });

  it('a name that is public first and private then is connected to once, at the public address', async () => {
    const answers = [['93.184.216.34'], ['127.0.0.1'], ['169.254.169.254']];
    const resolve = vi.fn(() => Promise.resolve(answers.shift() ?? []));
    const client = createWebhookClient({ exemptHosts: [], resolve });
    expect(await client.post(messageTo('https://rebind.example/'))).toMatchObject({ error: 'connection' });
    expect(resolve).toHaveBeenCalledTimes(1);
    for (let again = 0; again < 2; again += 1)
      expect(await client.post(messageTo('https://rebind.example/'))).toMatchObject({
        error: 'refused-address',
        message: 'rebind.example is not on public addresses only',
      });
    expect(connected).toEqual(['93.184.216.34']);
  });

  it.each([
    ['private last', ['93.184.216.34', '10.0.0.1']],
    ['private first', ['10.0.0.1', '93.184.216.34']],
    ['one of two families', ['93.184.216.34', '::1']],
    ['hidden in IPv6', ['2606:4700::1', '::ffff:10.0.0.1']],
    ['with a zone id', ['2606:4700::1%lo']],
    ['no address', ['printer.local']],
    ['what a CNAME to an internal name leads to', ['169.254.169.254']],
  ])('mixed answers are refused: %s', async (_, addresses) => {
    const client = createWebhookClient({ exemptHosts: [], resolve: () => Promise.resolve(addresses) });
    expect(await client.post(messageTo('https://mixed.example/'))).toMatchObject({
      error: 'refused-address',
    });
    expect(connected).toEqual([]);
  });

  it('nothing but public addresses is ever connected to, by name or by number', async () => {
    const seen = { refused: 0, tried: 0 };
    await fc.assert(
      fc.asyncProperty(
        fc.array(anyAddress, { minLength: 1, maxLength: 3 }),
        fc.boolean(),
        async (found, named) => {
          connected = [];
          const client = createWebhookClient({ exemptHosts: [], resolve: () => Promise.resolve(found) });
          const number = found[0]!.includes(':') ? `[${found[0]!}]` : found[0]!;
          const answer = await client.post(messageTo(`https://${named ? 'any.example' : number}/`));
          await client.close();
          const all = named ? found : found.slice(0, 1);
          const allowed = all.every(isPublicAddress);
          expect(answer).toMatchObject({ error: allowed ? 'connection' : 'refused-address' });
          expect(connected).toHaveLength(allowed ? all.length : 0);
          expect(connected.every(isPublicAddress)).toBe(true);
          seen[allowed ? 'tried' : 'refused'] += 1;
        },
      ),
      { numRuns: 500 },
    );
    expect(Math.min(seen.tried, seen.refused)).toBeGreaterThan(30);
  });

  it.each([
    'http://hooks.example/',
    'https://user@hooks.example/',
    'https://user:secret@hooks.example/',
    'https://hooks.example/#part',
    'https:hooks.example',
    'https://hooks.example\\@127.0.0.1/',
    'ftp://hooks.example/',
    'file:///etc/passwd',
    'not an address',
  ])('%s is refused before anybody is asked for the name', async (url) => {
    const resolve = vi.fn(() => Promise.resolve(['93.184.216.34']));
    const client = createWebhookClient({ exemptHosts: [], resolve });
    expect(await client.post(messageTo(url))).toMatchObject({ error: 'refused-address' });
    expect(resolve).not.toHaveBeenCalled();
    expect(connected).toEqual([]);
  });
});
