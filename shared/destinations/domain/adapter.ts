import type * as z from 'zod';
import { webhookUrlFault } from '../../platform/values/webhook-destination.ts';
import { contactOf, type Contact, type ContactSettings } from './contact.ts';
import type { HandedOver } from './handed-over.ts';
import { talkOf, type Talk, type TalkPart } from './talk.ts';

/** What an adapter may use of a destination. */
export interface Account<S> {
  settings: S;
  secret: string;
  /** The address of the API, without a slash at the end. */
  base: string;
}

/** What another system is like; each adapter is one of these. */
interface AdapterDraft<S extends ContactSettings> {
  /** As people call it. */
  vendor: string;
  settings: z.ZodType<S>;
  /** What is wrong with a key, in words for the organizer. */
  keyFault?: (settings: S, secret: string) => string | undefined;
  /** Where its API is. */
  base: (settings: S, secret: string) => string;
  /** Hosts that a base address of an organizer may have: exact, or with a dot in front all below. */
  hosts: readonly string[];
  /** Calls that it takes in a second, for the whole account. */
  callsPerSecond: number;
  /** Calls that handing one person over takes, mostly. */
  callsOf: (settings: S, tags: number) => number;
  /** Hands one person over. */
  handOver: (account: Account<S>, contact: Contact) => TalkPart<void>;
  /** Finds out whether the key is good, and whether all that the settings name is there. */
  check: (account: Account<S>) => TalkPart<void>;
}

/** What a destination's settings and secret lack, by field. */
export interface SettingsFault {
  field: 'settings.baseUrl' | 'settings.url' | 'secret';
  message: string;
}

/** A way to hand people over to one kind of system. */
export interface Adapter {
  vendor: string;
  callsPerSecond: number;
  callsOf: (settings: unknown, tags: number) => number;
  contactSettings: (settings: unknown) => ContactSettings;
  faultsOf: (settings: unknown, secret: string | undefined, exemptHosts: string[]) => SettingsFault[];
  handOver: (settings: unknown, secret: string, body: HandedOver, tags: string[]) => Talk;
  check: (settings: unknown, secret: string) => Talk;
}

/** Puts an adapter together. Settings are parsed at each use: they come from the table. */
export function adapter<S extends ContactSettings & { baseUrl?: string | undefined }>(
  draft: AdapterDraft<S>,
): Adapter {
  const { vendor, callsPerSecond } = draft;
  const accountOf = (stored: unknown, secret: string): Account<S> => {
    const settings = draft.settings.parse(stored);
    const base = settings.baseUrl ?? draft.base(settings, secret);
    return { settings, secret, base: base.endsWith('/') ? base.slice(0, -1) : base };
  };
  return {
    vendor,
    callsPerSecond,
    callsOf: (settings, tags) => draft.callsOf(draft.settings.parse(settings), tags),
    contactSettings: (settings) => draft.settings.parse(settings),
    faultsOf: (stored, secret, exemptHosts) => {
      const settings = draft.settings.parse(stored);
      const { baseUrl } = settings;
      const faults: SettingsFault[] = [];
      const fault = baseUrl === undefined ? undefined : baseFault(baseUrl, draft.hosts, exemptHosts);
      if (fault !== undefined) faults.push({ field: 'settings.baseUrl', message: `The address ${fault}.` });
      const wrongKey = secret === undefined ? undefined : draft.keyFault?.(settings, secret);
      if (wrongKey !== undefined) faults.push({ field: 'secret', message: wrongKey });
      return faults;
    },
    handOver: (settings, secret, body, tags) =>
      talkOf(function* hand() {
        const account = accountOf(settings, secret);
        yield* draft.handOver(account, contactOf(vendor, body, account.settings, tags));
      }),
    check: (settings, secret) => talkOf(() => draft.check(accountOf(settings, secret))),
  };
}

/** What is wrong with the address of an API: it may only lead to the system that the type names. */
function baseFault(text: string, hosts: readonly string[], exemptHosts: string[]): string | undefined {
  const fault = webhookUrlFault(text, exemptHosts);
  if (fault !== undefined) return fault;
  const { hostname } = new URL(text);
  const isTheirs = hosts.some((host) => (host.startsWith('.') ? hostname.endsWith(host) : hostname === host));
  if (isTheirs || exemptHosts.includes(hostname)) return undefined;
  return `must be on ${hosts.map((host) => (host.startsWith('.') ? `*${host}` : host)).join(', ')}`;
}
