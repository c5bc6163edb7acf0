import type { Table } from '../../platform/table/table.ts';
import type { RuleRun } from '../../rules/domain/rule-run.ts';
import { getStaleCount } from '../table/mail-count-items.ts';

/** The counts of a run of mails with those that were dropped as stale, which are counted beside the job. */
export async function countsOfRun(
  table: Table,
  { id, counts }: RuleRun,
): Promise<{ counts: RuleRun['counts'] & { stale: number } }> {
  return { counts: { ...counts, stale: await getStaleCount(table, id) } };
}
