import * as z from 'zod';
import { isAddress, isPublicAddress } from './public-address.ts';

const PREFIX = 'whsec_';
const SECRET_BYTES = 32;
const URL_LENGTH = 2000;

/** A key for HMAC-SHA256 as Standard Webhooks writes it: `whsec_` and the base64 form of 24 to 64 bytes. */
export const WebhookSecret = z
  .string()
  .max(100)
  .refine(isSecret, 'must be whsec_ followed by 24 to 64 bytes in base64');
export type WebhookSecret = z.infer<typeof WebhookSecret>;

function isSecret(text: string): boolean {
  if (!text.startsWith(PREFIX)) return false;
  const key = Buffer.from(text.slice(PREFIX.length), 'base64');
  return key.length >= 24 && key.length <= 64 && text === secretOf(key);
}

const secretOf = (key: Uint8Array): string => PREFIX + Buffer.from(key).toString('base64');

/** A new secret for one destination. */
export function newWebhookSecret(random: (bytes: number) => Uint8Array): WebhookSecret {
  return secretOf(random(SECRET_BYTES));
}

/** Where a hand-over is posted. */
export const WebhookDestination = z.strictObject({
  type: z.literal('webhook'),
  url: z.string().max(URL_LENGTH),
  secret: WebhookSecret.optional(),
});
export type WebhookDestination = z.infer<typeof WebhookDestination>;

/** The same as organizers may give it. `exemptHosts` come from the stage's settings, see `webhookUrlFault`. */
export function webhookDestinationFor(exemptHosts: string[]) {
  const url = z.string().superRefine((text, context) => {
    const fault = webhookUrlFault(text, exemptHosts);
    if (fault !== undefined) context.addIssue({ code: 'custom', message: fault });
  });
  return WebhookDestination.extend({ url });
}

/** Only the usual ports of web servers: on other ports a post might reach a service that is none. */
const usualPorts = ['443', '8443'];

/** The URL parser drops line breaks and tabs, reads `\` as `/`, and takes `https:x` for an address. */
const plainUrl = /^https?:\/\/[^\s\p{Cc}\\]+$/iu;

/**
 * What is wrong with an address for webhooks, in words for the organizer; undefined when nothing is.
 * This is for an early answer: what a name resolves to is checked at each connect.
 */
export function webhookUrlFault(text: string, exemptHosts: string[]): string | undefined {
  if (text.length > URL_LENGTH) return `must have at most ${URL_LENGTH} characters`;
  if (!plainUrl.test(text) || !URL.canParse(text)) return 'must be an https:// address';
  const url = new URL(text);
  if (url.username !== '' || url.password !== '') return 'must not hold a user name or password';
  if (text.includes('#')) return 'must not have a fragment (#)';
  if (isExempt(url.hostname, exemptHosts)) return undefined;
  if (url.protocol !== 'https:') return 'must be an https:// address';
  if (url.port !== '' && !usualPorts.includes(url.port) && !exemptHosts.includes(`:${url.port}`))
    return 'must have no port, or the port 8443';
  return hostFault(bareHost(url.hostname));
}

function hostFault(host: string): string | undefined {
  if (isAddress(host)) return isPublicAddress(host) ? undefined : 'must be on a public address';
  return host.replace(/\.$/, '').includes('.') ? undefined : 'must have a full host name';
}

/**
 * Whether the stage lets this host be any address, have any port, and http. Only the `local` stage exempts one:
 * 127.0.0.1. An entry like `:9443` exempts no host, but a port of all of them.
 */
export function isExempt(hostname: string, exemptHosts: string[]): boolean {
  return exemptHosts.some((exempt) => bareHost(exempt) === bareHost(hostname));
}

/** An IPv6 address without the brackets it has in a URL. */
const bareHost = (hostname: string): string => hostname.replace(/^\[(.*)\]$/, '$1').toLowerCase();
