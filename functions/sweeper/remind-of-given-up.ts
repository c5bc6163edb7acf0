import { countWaiting } from '../../shared/platform/queue/count-messages.ts';
import type { Queue } from '../../shared/platform/queue/send-messages.ts';
import { log } from '../../shared/platform/runtime/log.ts';
import { claimDay } from '../../shared/platform/table/day-items.ts';
import type { Table } from '../../shared/platform/table/table.ts';

/** By this word the alarm `given-up-waits` knows the line: `infra/service/alarms.ts`. */
const WORD = 'given up and waiting';

interface RemindDeps {
  table: Table;
  givenUp: Record<string, Queue>;
  now: () => number;
}

/**
 * Once a day, says how much lies in the dead letters, as long as something does. The alarms on these queues ring when
 * something arrives, and never again while it lies there. Answers how many messages wait where it said so.
 */
export async function remindOfGivenUp({ table, givenUp, now }: RemindDeps): Promise<number> {
  const queues = Object.entries(givenUp);
  const counts = await Promise.all(queues.map(([, queue]) => countWaiting(queue)));
  const waiting = queues.flatMap(([name], index) => {
    const count = counts[index] ?? 0;
    return count > 0 ? [[name, count] as const] : [];
  });
  if (waiting.length === 0 || !(await claimDay(table, 'given-up', now()))) return 0;
  log.info(WORD, Object.fromEntries(waiting));
  return waiting.reduce((sum, [, count]) => sum + count, 0);
}
