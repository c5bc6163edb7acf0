import type { Table } from '../../platform/table/table.ts';
import type { Destination } from '../domain/destination.ts';
import { switchDestinationOff } from '../table/destination-items.ts';

/**
 * Switches a destination off that refuses everybody: the one place where that happens by itself. What is handed over to it
 * from now on waits until somebody switches it on.
 */
export async function switchOff(
  { table, now }: { table: Table; now: () => number },
  destination: Destination,
  reason: string,
): Promise<void> {
  await switchDestinationOff(table, destination, { at: new Date(now()).toISOString(), reason });
}
