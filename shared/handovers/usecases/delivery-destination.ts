import {
  webhookAttempted,
  type Attempted,
  type Message,
  type Reach,
} from '../../destinations/usecases/reach-destination.ts';
import { getDestination } from '../../destinations/table/destination-items.ts';
import { switchOff } from '../../destinations/usecases/switch-off.ts';
import type { Destination as KeptDestination } from '../../destinations/domain/destination.ts';
import type { WebhookClient } from '../../platform/webhook/post-webhook.ts';
import type { Table } from '../../platform/table/table.ts';
import type { Delivery } from '../domain/delivery.ts';
import { getRunDestination, switchRunDestination } from '../table/run-destination-items.ts';
import { getHandovers, putSwitch, switchedOff, type StoredHandover } from '../table/handover-items.ts';

/** The current destination of a delivery. */
export interface Destination {
  /** Why nothing is handed over to it any more. */
  off?: string | undefined;
  switchOff: (reason: string) => Promise<void>;
  attempt: (message: Message) => Promise<Attempted>;
  /** Of one that is kept by itself. */
  kept?: KeptDestination;
}

export interface DestinationWays {
  table: Table;
  webhooks: Pick<WebhookClient, 'post'>;
  /** The way to destinations that are kept by themselves. */
  reach: Reach;
  now: () => number;
}

/** The destination of the delivery's rule, or of its bulk action; undefined when it was removed. */
export async function findDestination(
  ways: DestinationWays,
  delivery: Pick<Delivery, 'runId' | 'eventId' | 'ruleId' | 'destinationOf'>,
): Promise<Destination | undefined> {
  const { runId, eventId, ruleId, destinationOf = runId } = delivery;
  if (eventId === undefined) return ofRun(ways, destinationOf);
  const { rules } = await getHandovers(ways.table, eventId);
  const rule = rules.find((one) => one.id === ruleId);
  if (!rule) return undefined;
  const { destination } = rule;
  return 'id' in destination ? ofKept(ways, destination) : ofRule(ways, { eventId, rule, ...destination });
}

async function ofKept(
  { table, reach, now }: DestinationWays,
  { id, tags }: { id: string; tags?: string[] | undefined },
): Promise<Destination | undefined> {
  const kept = await getDestination(table, id);
  if (!kept) return undefined;
  return {
    kept,
    off: kept.enabled ? undefined : (kept.reason ?? 'The destination is switched off.'),
    switchOff: (reason) => switchOff({ table, now }, kept, reason),
    attempt: (message) => reach.handOver(kept, { ...message, tags }),
  };
}

async function ofRule(
  ways: DestinationWays,
  { eventId, rule, url, secret }: { eventId: string; rule: StoredHandover; url: string; secret: string },
): Promise<Destination> {
  const { table, now } = ways;
  return {
    off: (await switchedOff(table, eventId, { id: rule.id, url }))?.reason,
    switchOff: (reason) =>
      putSwitch(table, eventId, {
        ruleId: rule.id,
        url,
        switchedOffAt: new Date(now()).toISOString(),
        reason,
      }),
    attempt: (message) => post(ways, { url, secrets: secretsOf(rule, secret, now()) }, message),
  };
}

async function ofRun(ways: DestinationWays, runId: string): Promise<Destination | undefined> {
  const { table } = ways;
  const found = await getRunDestination(table, runId);
  return (
    found && {
      off: found.switchedOff,
      switchOff: (reason) => switchRunDestination(table, runId, reason),
      attempt: (message) => post(ways, { url: found.url, secrets: [found.secret] }, message),
    }
  );
}

async function post(
  { webhooks }: DestinationWays,
  to: { url: string; secrets: [string, ...string[]] },
  { id, body }: Message,
): Promise<Attempted> {
  return webhookAttempted(await webhooks.post({ ...to, id, body }));
}

/** The current secret, and for a while the one before. */
function secretsOf(
  { previousSecret: before }: StoredHandover,
  secret: string,
  nowMs: number,
): [string, ...string[]] {
  const stillValid = before && Date.parse(before.until) > nowMs ? [before.secret] : [];
  return [secret, ...stillValid];
}
