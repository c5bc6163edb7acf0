import type { Delivery, DeliveryStatus } from './delivery.ts';

/** What became of the deliveries of a run, so far. */
export interface RunCounts {
  counts: Record<DeliveryStatus | 'undecided', number>;
  /** How late those that were delivered were, in seconds after their moment. */
  late?: { medianSeconds: number; worstSeconds: number } | undefined;
}

/** Counts deliveries, and says how late they were. */
export function countDeliveries(
  deliveries: Pick<Delivery, 'status' | 'undecidedUntil' | 'dueAt' | 'finishedAt' | 'round'>[],
): RunCounts {
  const counts: RunCounts['counts'] = {
    ...{ pending: 0, delivered: 0, failed: 0, 'switched-off': 0, skipped: 0, undecided: 0 },
  };
  const late: number[] = [];
  for (const { status, undecidedUntil, dueAt, finishedAt, round } of deliveries) {
    counts[undecidedUntil === undefined ? status : 'undecided'] += 1;
    // Whoever was asked for again was not late, but wanted later.
    if (status === 'delivered' && round === 1 && dueAt !== undefined && finishedAt !== undefined)
      late.push(Math.max(0, Math.round((Date.parse(finishedAt) - Date.parse(dueAt)) / 1000)));
  }
  late.sort((a, b) => a - b);
  const worst = late.at(-1);
  const median = late[Math.floor((late.length - 1) / 2)];
  return {
    counts,
    ...(worst !== undefined &&
      median !== undefined && { late: { medianSeconds: median, worstSeconds: worst } }),
  };
}
