import { stripFormulaGuard } from '../../../platform/csv/formula-guard.ts';
import type { CsvRecord } from '../../../platform/csv/csv-record.ts';
import type { ColumnQuestion } from '../../domain/headings/column-questions.ts';
import { foldGroupName, GroupName, MOST_GROUPS } from '../../../groups/domain/group.ts';
import { splitGroups, type GroupSeparator } from '../../domain/cells/group-list.ts';
import type { ImportColumn } from '../../domain/import-columns.ts';
import { findGroupsByName } from '../../../groups/table/group-items.ts';
import type { Table } from '../../../platform/table/table.ts';
import { MOST_NEW_GROUPS } from '../import-groups.ts';

const EXAMPLES = 5;

/**
 * Asks, when the first rows alone name more new groups than an import makes: such a column is hardly one of groups, and
 * the rows that come too late would fail, people and all.
 */
export async function dryRunGroups(
  table: Table,
  columns: ImportColumn[],
  sample: CsvRecord[],
): Promise<ColumnQuestion[]> {
  const fresh = new Map<string, { name: string; index: number }>();
  for (const [index, { meaning, separator }] of columns.entries()) {
    if (meaning !== 'groups') continue;
    for (const name of sample.flatMap((row) =>
      'fault' in row ? [] : namesIn(row.cells[index] ?? '', separator),
    )) {
      const folded = GroupName.safeParse(name).success ? foldGroupName(name) : '';
      if (folded !== '' && !fresh.has(folded)) fresh.set(folded, { name, index });
    }
  }
  if (fresh.size <= MOST_NEW_GROUPS) return [];
  for (const folded of (await findGroupsByName(table, [...fresh.keys()])).keys()) fresh.delete(folded);
  const [first] = fresh.values();
  if (!first || fresh.size <= MOST_NEW_GROUPS) return [];
  return [
    {
      question: 'too-many-new-groups',
      column: first.index + 1,
      columnName: columns[first.index]?.name ?? '',
      examples: [...fresh.values()].slice(0, EXAMPLES).map(({ name }) => name.slice(0, 100)),
      message: `The first rows name ${fresh.size} groups that do not exist; an import makes ${MOST_NEW_GROUPS} at most, and rows that name others fail: their people are not imported. Make the groups first, or map the column to something else.`,
    },
  ];
}

/** Groups that a cell names; a row with more of them than a person can be in is not taken. */
function namesIn(cell: string, separator: GroupSeparator): string[] {
  const names = splitGroups(stripFormulaGuard(cell), separator);
  return names.length > MOST_GROUPS ? [] : names;
}
