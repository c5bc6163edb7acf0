import { readYesNo } from '../../../platform/values/text/yes-no.ts';
import { ParticipantId } from '../../../platform/values/ids.ts';
import { isParticipantLabel } from '../../../people/domain/participant-labels.ts';
import { Source } from '../../../people/domain/participant.ts';
import { foldName } from './heading-forms.ts';
import type { ImportColumn } from '../import-columns.ts';

/**
 * Finds the guesses that the cells contradict: ids beside addresses whose channel is unknown, a channel without ids (of
 * sales), phones that are none, and columns of other files that are called `id`, `source` and `labels` as in our exports.
 */
export function wrongGuess(
  columns: ImportColumn[],
  channel: string | undefined,
): (column: ImportColumn, cells: string[]) => boolean {
  const has = (meaning: ImportColumn['meaning']) => columns.some((one) => one.meaning === meaning);
  const hasNoChannel = has('email') && !has('channel') && channel === undefined;
  const hasNoIds = has('email') && !has('externalId');
  return ({ name, meaning }, cells) => {
    if (meaning === 'externalId') return hasNoChannel;
    if (meaning === 'channel') return hasNoIds;
    if (meaning === 'phone') return cells.length > 0 && !cells.some(isPhone);
    return meaning === 'read-only' && cells.length > 0 && !cells.every(isOurs(foldName(name)));
  };
}

/** An answer whether there is one, as in a column `SMS`, is none. */
const isPhone = (cell: string): boolean => /\d/u.test(cell) && readYesNo(cell) === undefined;

/** Whether our exports could have written a cell into the column. */
function isOurs(name: string): (cell: string) => boolean {
  if (name === 'id') return (cell) => ParticipantId.safeParse(cell).success;
  if (name === 'source') return (cell) => Source.safeParse(cell).success;
  if (name === 'labels') return (cell) => cell.split(';').every((label) => isParticipantLabel(label.trim()));
  return () => true;
}
