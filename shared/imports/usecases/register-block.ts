import type { ImportRun } from '../domain/import-run.ts';
import type { ImportJob } from '../domain/import-job.ts';
import { getSession } from '../../events/table/session-items.ts';
import { rowsToRegister, withRegistrations } from './rows-to-register.ts';
import { registerAll, registrationsIn } from './import-registrations.ts';
import type { ImportContext } from './import-context.ts';
import type { AppliedRow } from './apply-row.ts';

/**
 * Registers the people of a block in the session that the import is for, if any; where it has seats, they ask for one, in
 * the file's order. A block done again counts the same.
 */
export async function registerBlock(
  { table }: ImportContext,
  { target, options }: ImportJob,
  run: ImportRun,
  results: AppliedRow[],
): Promise<{ results: AppliedRow[]; registered: number }> {
  if (!target) return { results, registered: 0 };
  const attendees = rowsToRegister(results, target);
  const known = await registrationsIn(
    table,
    target.sessionId,
    attendees.map((one) => one.participantId),
  );
  // As the session is now: it may have got a capacity, or lost it, since the import began.
  const { capacity } = (await getSession(table, target.sessionId)) ?? {};
  const plan = { target, run, notify: options?.notify !== false, capacity };
  return withRegistrations(results, await registerAll(table, plan, attendees, known));
}
