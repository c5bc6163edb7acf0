import { getDestination, saveDestination } from '../../destinations/table/destination-items.ts';
import type { Delivery } from '../domain/delivery.ts';
import { listDeliveries, saveDelivery } from '../table/delivery-items.ts';
import { switchRunDestination } from '../table/run-destination-items.ts';
import { getHandovers, putSwitch } from '../table/handover-items.ts';
import type { Table } from '../../platform/table/table.ts';
import type { ShardPlace } from '../../platform/values/shard-place.ts';
import { FIRST_SHARD } from '../../platform/table/walk-shards.ts';

const PAGE = 200;

/** Which deliveries are meant: of these people, or of all; those that failed, or also those that were taken. */
export interface Redriven {
  participantIds?: Set<string> | undefined;
  which: 'failed' | 'all';
}

/**
 * Repeats deliveries of a run. A new round has a new webhook id, since the receiver may have
 * counted the former one as done. This also switches the destination on again.
 */
export async function redriveRun(
  deps: { table: Table; now: () => number },
  run: { runId: string; eventId?: string; ruleId?: string },
  { participantIds, which }: Redriven,
): Promise<number> {
  await switchOn(deps.table, run);
  let redriven = 0;
  for (let place: ShardPlace | undefined = FIRST_SHARD; place;) {
    const page: Awaited<ReturnType<typeof listDeliveries>> = await listDeliveries(
      deps.table,
      run.runId,
      place,
      PAGE,
    );
    const meant = page.deliveries.filter(
      (one) => isMeant(one, which) && (participantIds?.has(one.participantId) ?? true),
    );
    const saved = await Promise.all(
      meant.map((one) => saveDelivery(deps.table, one, deliverAgain(one, deps.now()))),
    );
    redriven += saved.filter(Boolean).length;
    place = page.next;
  }
  return redriven;
}

async function switchOn(
  table: Table,
  { runId, eventId, ruleId }: { runId: string; eventId?: string; ruleId?: string },
): Promise<void> {
  if (eventId === undefined) return switchRunDestination(table, runId, undefined);
  const { rules } = await getHandovers(table, eventId);
  const rule = rules.find((one) => one.id === ruleId);
  if (!rule) return;
  if ('url' in rule.destination)
    return putSwitch(table, eventId, {
      ruleId: rule.id,
      url: rule.destination.url,
      switchedOffAt: '',
      reason: '',
    });
  const seen = await getDestination(table, rule.destination.id);
  // Whoever changes it at the same time has the last word.
  if (seen && !seen.enabled)
    await saveDestination(table, seen, {
      ...seen,
      enabled: true,
      disabledSince: undefined,
      reason: undefined,
    });
}

/** An erased person's delivery is never repeated, also when they are back; one in hand has its own next attempt. */
function isMeant({ status, erasedAt }: Delivery, which: Redriven['which']): boolean {
  if (erasedAt !== undefined) return false;
  return status === 'failed' || status === 'switched-off' || (which === 'all' && status === 'delivered');
}

/** A delivery in a new round, due now. */
export function deliverAgain(delivery: Delivery, nowMs: number): Delivery {
  const nextAttemptAt = new Date(nowMs).toISOString();
  return {
    ...delivery,
    status: 'pending',
    attempts: 0,
    round: delivery.round + 1,
    nextAttemptAt,
    reason: undefined,
    finishedAt: undefined,
  };
}
