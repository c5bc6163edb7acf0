import { foldName } from './heading-forms.ts';
import { columnContainsOnly } from '../../../platform/values/column-contains-only.ts';
import { ParticipantId } from '../../../platform/values/ids.ts';
import type { ImportColumn } from '../import-columns.ts';

/** Takes a column `id` as that of our exports if it holds nothing else: in other files such a column can be anything. */
export function findIdColumn(columns: ImportColumn[], rows: string[][]): ImportColumn[] {
  const isOurs = ({ name, meaning }: ImportColumn, index: number): boolean =>
    meaning === 'read-only' && foldName(name) === 'id' && columnContainsOnly(rows, index, isId);
  const at = columns.some(({ meaning }) => meaning === 'id') ? -1 : columns.findIndex(isOurs);
  return columns.map((column, index) => (index === at ? { ...column, meaning: 'id' } : column));
}

const isId = (cell: string): boolean => ParticipantId.safeParse(cell).success;
