import type { ImportRun } from '../../domain/import-run.ts';
import type { ImportJob } from '../../domain/import-job.ts';
import type { Table } from '../../../platform/table/table.ts';
import {
  rowsToRegister,
  outcomeOf,
  registrationStanding,
  withRegistrations,
  type PersonResult,
} from '../rows-to-register.ts';
import { registrationsIn } from '../import-registrations.ts';

/**
 * Reports whom the rows would register in the session that the import is for, if any. `registered` are those whom earlier
 * blocks would have registered: for a dry run, they replace the registrations in the table.
 */
export async function dryRunRegistrations<R extends PersonResult>(
  table: Table,
  { target, run }: { target: ImportJob['target']; run: ImportRun },
  results: R[],
  registered: Set<string>,
): Promise<{ results: R[]; registered: number }> {
  if (!target) return { results, registered: 0 };
  const attendees = rowsToRegister(results, target).filter((one) => !registered.has(one.participantId));
  const known = await registrationsIn(
    table,
    target.sessionId,
    attendees.map((one) => one.participantId),
  );
  const outcomes = new Map(
    attendees.map((one) => [one.line, outcomeOf(one, registrationStanding(one, known), run)] as const),
  );
  for (const { line, participantId } of attendees)
    if (outcomes.get(line) === 'registered') registered.add(participantId);
  return withRegistrations(results, outcomes);
}
