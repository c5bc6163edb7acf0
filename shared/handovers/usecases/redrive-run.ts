import type { Delivery } from '../domain/delivery.ts';
import { listDeliveries, saveDelivery } from '../table/delivery-items.ts';
import { switchRunDestination } from '../table/run-destination-items.ts';
import { getHandovers, putSwitch } from '../table/handover-items.ts';
import type { Table } from '../../platform/table/table.ts';
import type { ShardPlace } from '../../platform/values/shard-place.ts';
import { FIRST_SHARD } from '../../platform/table/walk-shards.ts';

const PAGE = 200;

/**
 * Repeats failed deliveries of a run: those named, or all. A new round has a new webhook id, since the receiver may have
 * counted the former one as done. This also switches the destination on again.
 */
export async function redriveRun(
  deps: { table: Table; now: () => number },
  run: { runId: string; eventId?: string; ruleId?: string },
  participantIds: Set<string> | undefined,
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
    const failed = page.deliveries.filter(
      (one) => isFailed(one) && (participantIds?.has(one.participantId) ?? true),
    );
    const saved = await Promise.all(
      failed.map((one) => saveDelivery(deps.table, one, again(one, deps.now()))),
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
  if (rule)
    await putSwitch(table, eventId, {
      ruleId: rule.id,
      url: rule.destination.url,
      switchedOffAt: '',
      reason: '',
    });
}

/** An erased person's delivery is never repeated, also when they are back. */
const isFailed = ({ status, erasedAt }: Delivery): boolean =>
  erasedAt === undefined && (status === 'failed' || status === 'switched-off');

function again(delivery: Delivery, nowMs: number): Delivery {
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
