import { listWantedPlans } from '../../events/table/wanted-plan-items.ts';
import { sendAll } from '../../platform/queue/send-all.ts';
import type { Queue } from '../../platform/queue/send-messages.ts';
import type { Table } from '../../platform/table/table.ts';
import { SWEEP_PATIENCE_MS } from '../../platform/values/sweep-times.ts';
import type { SchedulePlan } from './plan-schedules.ts';

const MOST_A_SWEEP = 500;

/** Queues plans that somebody's change asked for and nobody carried out. Answers how many. */
export async function takeUpPlans(deps: {
  table: Table;
  schedules: Queue;
  now: () => number;
}): Promise<number> {
  const before = new Date(deps.now() - SWEEP_PATIENCE_MS).toISOString();
  const plans = await listWantedPlans(deps.table, before, MOST_A_SWEEP);
  return sendAll(
    deps.schedules,
    plans.map((plan): { plan: SchedulePlan } => ({ plan: { ...plan, ruleIds: [] } })),
  );
}
