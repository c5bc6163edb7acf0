import type { Delivery } from '../domain/delivery.ts';
import { getRunDestination, switchRunDestination } from '../table/run-destination-items.ts';
import { getHandovers, putSwitch, switchedOff, type StoredHandover } from '../table/handover-items.ts';
import type { Table } from '../../platform/table/table.ts';

/** The current destination of a delivery. */
export interface Destination {
  url: string;
  /** The current secret first. */
  secrets: [string, ...string[]];
  /** Why nothing is posted there any more. */
  off?: string | undefined;
  switchOff: (reason: string) => Promise<void>;
}

/** The destination of the delivery's rule, or of its bulk action; undefined when it was removed. */
export async function findDestination(
  table: Table,
  { runId, eventId, ruleId }: Pick<Delivery, 'runId' | 'eventId' | 'ruleId'>,
  nowMs: number,
): Promise<Destination | undefined> {
  if (eventId === undefined) return ofRun(table, runId);
  const { rules } = await getHandovers(table, eventId);
  const rule = rules.find((one) => one.id === ruleId);
  if (!rule) return undefined;
  const { url } = rule.destination;
  return {
    url,
    secrets: secretsOf(rule, nowMs),
    off: (await switchedOff(table, eventId, rule))?.reason,
    switchOff: (reason) =>
      putSwitch(table, eventId, {
        ruleId: rule.id,
        url,
        switchedOffAt: new Date(nowMs).toISOString(),
        reason,
      }),
  };
}

async function ofRun(table: Table, runId: string): Promise<Destination | undefined> {
  const found = await getRunDestination(table, runId);
  return (
    found && {
      url: found.url,
      secrets: [found.secret],
      off: found.switchedOff,
      switchOff: (reason) => switchRunDestination(table, runId, reason),
    }
  );
}

/** The current secret, and for a while the one before. */
function secretsOf(rule: StoredHandover, nowMs: number): [string, ...string[]] {
  const { previousSecret: before } = rule;
  const stillValid = before && Date.parse(before.until) > nowMs ? [before.secret] : [];
  return [rule.destination.secret, ...stillValid];
}
