import { unresolvedMails, resolveAsUnknown } from '../table/unresolved-mails.ts';
import type { Table } from '../../platform/table/table.ts';

/** How long to wait for the provider's events: they are retried, but come within minutes. */
const PATIENCE_MS = 15 * 60_000;
const MAILS_A_SHARD = 200;

/**
 * Gives up the mails of runs whose sender died and about which the provider reported nothing since: whether they were sent
 * stays unknown, and they are never sent again. If the provider reports later, they become `sent` after all.
 */
export async function expireUnconfirmedMails(deps: { table: Table; now: () => number }): Promise<number> {
  const before = new Date(deps.now() - PATIENCE_MS).toISOString();
  const at = new Date(deps.now()).toISOString();
  let settled = 0;
  // One after the other: they meet at the count of their run.
  for (const mail of await unresolvedMails(deps.table, before, MAILS_A_SHARD))
    if (await resolveAsUnknown(deps.table, mail, at)) settled += 1;
  return settled;
}
