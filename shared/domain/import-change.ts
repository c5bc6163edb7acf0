import type { Participant, PersonDetails } from './participant.ts';
import type { RowDraft } from './import-row.ts';

/** What a row did. `skipped`: an earlier line of the same file had named the person already, or nobody may be added. */
export type RowOutcome = 'created' | 'updated' | 'unchanged' | 'skipped' | 'failed';

const detailNames = ['firstName', 'lastName', 'phone', 'company', 'locale', 'timeZone'] as const;

/** The details in which a row differs from what is known. Empty cells never erase. */
export function detailChanges(known: PersonDetails, row: PersonDetails): PersonDetails {
  return Object.fromEntries(
    detailNames.flatMap((name) =>
      row[name] !== undefined && row[name] !== known[name] ? [[name, row[name]]] : [],
    ),
  );
}

/** What is to be done with a row whose person exists already. */
export type RowDecision =
  { do: 'nothing'; outcome: RowOutcome; sameAsLine?: number } | { do: 'update'; changes: PersonDetails };

/**
 * Decides by the mark that an import leaves on what it wrote, so that a row which is processed again
 * (the worker died before its checkpoint) counts as it did the first time:
 * our own line marked: the outcome stands; an earlier line: this row repeats the person; a later line:
 * had we changed anything, the later line would have been skipped, so there was nothing to change.
 */
export function decideRow(known: Participant, row: RowDraft, importId: string): RowDecision {
  const mark = known.importMark?.importId === importId ? known.importMark : undefined;
  if (mark?.line === row.line) return { do: 'nothing', outcome: mark.outcome };
  if (mark && mark.line < row.line) return { do: 'nothing', outcome: 'skipped', sameAsLine: mark.line };
  if (mark) return { do: 'nothing', outcome: 'unchanged' };
  const changes = detailChanges(known, row.details);
  return Object.keys(changes).length === 0
    ? { do: 'nothing', outcome: 'unchanged' }
    : { do: 'update', changes };
}
