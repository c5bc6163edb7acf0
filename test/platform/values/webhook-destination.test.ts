import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import {
  newWebhookSecret,
  WebhookDestination,
  webhookDestinationFor,
  WebhookSecret,
  webhookUrlFault,
} from '../../../shared/platform/values/webhook-destination.ts';

const draft = (url: string, secret?: string) => ({ type: 'webhook', url, ...(secret && { secret }) });

describe('The address of a webhook', () => {
  it.each([
    'https://hooks.example.com/turnout?key=1',
    'https://hooks.example.com:8443/',
    'https://hooks.example.com:443/',
    'https://8.8.8.8/',
    'https://[2606:4700::1111]/',
    'https://хуки.рф/путь',
    'HTTPS://hooks.example.com./',
  ])('may be %s', (url) => {
    expect(webhookDestinationFor([]).safeParse(draft(url)).success).toBe(true);
  });

  it.each([
    ['http://hooks.example.com/', 'must be an https:// address'],
    ['hooks.example.com', 'must be an https:// address'],
    [' https://hooks.example.com/', 'must be an https:// address'],
    ['https://hooks.example.com/\n', 'must be an https:// address'],
    ['https:\\\\hooks.example.com', 'must be an https:// address'],
    ['https://me:it@hooks.example.com/', 'must not hold a user name or password'],
    ['https://me@hooks.example.com/', 'must not hold a user name or password'],
    ['https://hooks.example.com/#', 'must not have a fragment (#)'],
    ['https://hooks.example.com:22/', 'must have no port, or the port 8443'],
    ['https://8.8.8.8:6379/', 'must have no port, or the port 8443'],
    ['https://hooks.example.com:80/', 'must have no port, or the port 8443'],
    ['https://10.0.0.1/', 'must be on a public address'],
    ['https://0x7f.1/', 'must be on a public address'],
    ['https://[::ffff:8.8.8.8]/', 'must be on a public address'],
    ['https://localhost/', 'must have a full host name'],
    ['https://intranet./', 'must have a full host name'],
    [`https://hooks.example.com/${'x'.repeat(2000)}`, 'must have at most 2000 characters'],
  ])('is not %s', (url, fault) => {
    expect(webhookUrlFault(url, [])).toBe(fault);
    const parsed = webhookDestinationFor([]).safeParse(draft(url));
    expect(parsed.error?.issues.map(({ path, message }) => ({ path, message }))).toEqual([
      { path: ['url'], message: fault },
    ]);
  });

  it('may be on this machine, by http too, where the stage exempts it', () => {
    expect(webhookUrlFault('http://127.0.0.1:4000/hook', ['127.0.0.1'])).toBeUndefined();
    expect(webhookUrlFault('http://[::1]:4000/hook', ['::1'])).toBeUndefined();
    expect(webhookUrlFault('http://127.0.0.1:4000/hook', [])).toBeDefined();
    expect(webhookUrlFault('http://127.0.0.2:4000/hook', ['127.0.0.1'])).toBeDefined();
    expect(webhookUrlFault('http://me@127.0.0.1:4000/hook', ['127.0.0.1'])).toBeDefined();
  });

  it('may have another port where the stage says so, which makes no host exempt', () => {
    expect(webhookUrlFault('https://hooks.example.com:9443/', [':9443'])).toBeUndefined();
    expect(webhookUrlFault('https://hooks.example.com:9444/', [':9443'])).toBeDefined();
    expect(webhookUrlFault('https://10.0.0.1:9443/', [':9443'])).toBe('must be on a public address');
  });

  it('is read back from the table whatever the stage exempts today', () => {
    expect(WebhookDestination.safeParse(draft('http://127.0.0.1:4000/')).success).toBe(true);
  });

  it('comes with nothing unknown beside it', () => {
    expect(
      webhookDestinationFor([]).safeParse({ ...draft('https://a.example/'), method: 'GET' }).success,
    ).toBe(false);
  });
});

describe('The secret of a webhook', () => {
  it('is made of 32 random bytes and taken as given', () => {
    const secret = newWebhookSecret(randomBytes);
    expect(WebhookSecret.parse(secret)).toBe(secret);
    expect(Buffer.from(secret.slice(6), 'base64')).toHaveLength(32);
    expect(newWebhookSecret(randomBytes)).not.toBe(secret);
  });

  it.each([
    [23, false],
    [24, true],
    [64, true],
    [65, false],
  ])('of %d bytes: %s', (bytes, taken) => {
    expect(WebhookSecret.safeParse(`whsec_${randomBytes(bytes).toString('base64')}`).success).toBe(taken);
  });

  const good = Buffer.alloc(32, 255).toString('base64');
  it.each([
    good,
    `whsec-${good}`,
    `whsec_${good} `,
    `whsec_${good.replaceAll('/', '_')}`,
    `whsec_${good.slice(0, -1)}`,
  ])('is not %s', (secret) => {
    expect(WebhookSecret.safeParse(secret).success).toBe(false);
  });
});
