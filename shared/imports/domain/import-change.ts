import type { ImportRun } from './import-run.ts';
import type { RowDraft } from './import-row.ts';
import { countedAs, markOf } from './import-marks.ts';
import { isLongGone, isReverted, reenteredPatch } from './imported-person.ts';
import { restrictedWishes, type RestrictedWishes } from './restricted-wishes.ts';
import { hasRoomForAlias } from '../../people/domain/merge-people.ts';
import type { Participant } from '../../people/domain/participant.ts';
import { personChanges, type PersonChanges } from './person-changes.ts';
import { beforeMark } from './revert-row.ts';
import { refusalOf, samePerson, tooManyIdentities, unknownPerson, type SkipReason } from './skip-reasons.ts';

/**
 * The outcome of a row. `skipped`: an earlier line of the same file had named the person already, or the mode leaves them
 * alone.
 */
export type RowOutcome = 'created' | 'updated' | 'unchanged' | 'skipped' | 'failed';

/**
 * What to do with a row whose person exists already. Even where nothing else of the row is taken, its `wishes` restrict
 * mail.
 */
export type RowDecision =
  | {
      do: 'nothing';
      outcome: RowOutcome;
      why?: SkipReason | undefined;
      groups?: string[];
      wishes?: RestrictedWishes | undefined;
    }
  | { do: 'update'; changes: PersonChanges; outcome: 'created' | 'updated' };

/**
 * Decides by the mark that an import leaves on what it wrote, so that a row which is processed again
 * (the worker died before its checkpoint) counts as it did the first time: our own line marked: the outcome stands; an earlier line: this row repeats the person, as it does where an earlier line
 * (`earlier`) changed nothing and left no mark; a later line:
 * had we changed anything, the later line would have been skipped, so there was nothing to change, or it was refused.
 * What an earlier run of the import did stays counted as it was, and gives way to what this run reads.
 */
export function decideRow(
  known: Participant,
  row: RowDraft,
  groupIds: string[],
  run: ImportRun,
  earlier?: number,
): RowDecision {
  const leave = (outcome: RowOutcome, why?: SkipReason): RowDecision => ({
    do: 'nothing',
    outcome,
    why,
    wishes: restrictedWishes(known, row, run),
  });
  const mark = markOf(known, run.importId);
  const groups = groupIds.filter((id) => known.groups?.has(id));
  if (mark && (mark.run ?? 0) === run.run) {
    if (mark.line === row.line) return { do: 'nothing', outcome: countedAs(mark), groups };
    if (mark.line < row.line) return leave('skipped', samePerson(mark.line));
    const then =
      mark.outcome === 'updated' ? personChanges(beforeMark(known, mark), row, groupIds, run) : undefined;
    return then && 'code' in then ? leave('failed', then) : leave('unchanged');
  }
  if (earlier !== undefined && earlier < row.line) return leave('skipped', samePerson(earlier));
  if (isReverted(known) || isLongGone(known, row, run))
    return run.mode === 'update'
      ? leave('skipped', unknownPerson)
      : { do: 'update', changes: reenteredPatch(known, row, groupIds, run), outcome: 'created' };
  const refusal = refusalOf(known);
  if (refusal) return leave('skipped', refusal);
  const outcome = mark && countedAs(mark);
  if (run.mode === 'add' && outcome !== 'created') return leave('skipped');
  const changes = personChanges(known, row, groupIds, run);
  if ('code' in changes) return leave('failed', changes);
  if (Object.keys(changes.set).length === 0 && changes.remove.length === 0)
    return { do: 'nothing', outcome: outcome ?? 'unchanged', groups };
  return { do: 'update', changes, outcome: outcome ?? 'updated' };
}

/** Why a row that is right is not taken: with its id in a channel, too many identities would lead to the person. */
export function refusalOfClaim(
  known: Participant,
  { outcome }: RowDecision,
  isNewInChannel: boolean,
): { outcome: 'failed'; why: SkipReason } | undefined {
  if (!isNewInChannel || outcome === 'skipped' || outcome === 'failed' || hasRoomForAlias(known))
    return undefined;
  return { outcome: 'failed', why: tooManyIdentities };
}
