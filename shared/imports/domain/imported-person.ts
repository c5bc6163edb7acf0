import { diffParticipant } from '../../people/domain/diff-participant.ts';
import type { ImportRun } from './import-run.ts';
import type { RowDraft } from './import-row.ts';
import { restrictedWishes } from './restricted-wishes.ts';
import type { Participant } from '../../people/domain/participant.ts';
import type { PersonChanges } from './person-changes.ts';
import { isRestorable } from '../../platform/values/restorable.ts';
import { reenterDeleted } from '../../people/domain/reenter-deleted.ts';

/** Ids are long, and a new row is to cost one write unit. */
const MOST_TOLD_GROUPS = 5;

/** Who a row brings in. */
export function personOf(row: RowDraft, id: string, groupIds: string[], run: ImportRun): Participant {
  return {
    id,
    email: row.email?.address,
    source: 'import',
    ...row.details,
    utm: row.utm,
    variables: row.variables,
    consent: row.consent,
    groups: groupIds.length > 0 ? new Set(groupIds) : undefined,
    ...Object.fromEntries((row.restricts ?? []).map((wish) => [wish, run.at])),
    createdAt: run.at,
    createdBy: run.importId,
    importMark: {
      importId: run.importId,
      line: row.line,
      outcome: 'created',
      version: 1,
      ...(run.run > 0 && { run: run.run }),
      ...(groupIds.length > 0 && { groups: groupIds.slice(0, MOST_TOLD_GROUPS) }),
    },
    version: 1,
  };
}

/**
 * Whether the person was made by an import and deleted by its revert, and nobody changed them since: they can be made anew.
 */
export const isReverted = ({ importMark, deletedAt, blockedAt, version }: Participant): boolean =>
  deletedAt !== undefined &&
  blockedAt === undefined &&
  importMark?.reverted === true &&
  version === (importMark.version ?? 0) + 1;

/**
 * Somebody who was deleted too long ago to be had back, and whom the row names by the address that mail went to: the form and
 * organizers enter them anew, and so does a file.
 */
export const isLongGone = (known: Participant, { email }: RowDraft, run: ImportRun): boolean =>
  known.deletedAt !== undefined &&
  known.blockedAt === undefined &&
  !isRestorable(known, run.at) &&
  run.addressIdOf(known) === (email && run.addressIdOf({ email: email.address }));

/** Everything known of them goes; their wishes stay, and the row's restrict them further. */
export function reenteredPatch(
  known: Participant,
  row: RowDraft,
  groupIds: string[],
  run: ImportRun,
): PersonChanges {
  const fresh = personOf({ ...row, restricts: [] }, known.id, groupIds, run);
  // The mark is the matter of whoever writes the row.
  const after = { ...reenterDeleted(known, fresh, run.addressIdOf), importMark: known.importMark };
  const { set, remove } = restrictedWishes(after, row, run) ?? { set: {}, remove: [] };
  const restricted = { ...after, ...set, ...Object.fromEntries(remove.map((name) => [name, undefined])) };
  return { ...diffParticipant(known, restricted), before: {}, groups: groupIds };
}
