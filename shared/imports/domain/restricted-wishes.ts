import type { ImportRun } from './import-run.ts';
import type { RowDraft } from './import-row.ts';
import type { Participant } from '../../people/domain/participant.ts';
import type { LoweredWish } from './status-words.ts';
import type { Wish } from '../../people/domain/wish.ts';

/** What a row lowers of what somebody allows. */
export interface RestrictedWishes {
  set: Wish;
  remove: ('liftedEvents' | 'blockedBy')[];
}

/**
 * What a row lowers that was not lowered yet, whatever else becomes of the row; undefined for nothing. A bounce is of the
 * address in the row, which may be a former one.
 */
export function restrictedWishes(
  known: Wish & Pick<Participant, 'email'>,
  row: Pick<RowDraft, 'email' | 'lowers'>,
  run: ImportRun,
): RestrictedWishes | undefined {
  const { lowers = [] } = row;
  const former = lowers.includes('bouncedAt') ? formerAddressOf(known, row, run) : undefined;
  const isNew = (wish: LoweredWish): boolean =>
    known[wish] === undefined && (wish !== 'bouncedAt' || former === undefined);
  const set: Wish = Object.fromEntries(lowers.filter(isNew).map((wish) => [wish, run.at]));
  if (former !== undefined && known.formerBounces?.[former] === undefined)
    set.formerBounces = { ...known.formerBounces, [former]: run.at };
  const remove: RestrictedWishes['remove'] = [
    ...(set.optedOutAt !== undefined && known.liftedEvents ? (['liftedEvents'] as const) : []),
    // The job that had blocked them may not take back what the file says, too.
    ...(lowers.includes('blockedAt') && known.blockedBy !== undefined ? (['blockedBy'] as const) : []),
  ];
  return Object.keys(set).length === 0 && remove.length === 0 ? undefined : { set, remove };
}

/** Whether this run of an import has lowered anything by such a row, now or before its worker died. */
export const wasRestricted = (
  person: Wish,
  { lowers = [] }: Pick<RowDraft, 'lowers'>,
  { at }: Pick<ImportRun, 'at'>,
): boolean => lowers.some((wish) => person[wish] === at);

/** The id of the address in a row, where mail to the person goes to another one. */
function formerAddressOf(
  known: Pick<Participant, 'email'>,
  { email }: Pick<RowDraft, 'email'>,
  { addressIdOf }: ImportRun,
): string | undefined {
  const inRow = email && addressIdOf({ email: email.address });
  return inRow === addressIdOf(known) ? undefined : inRow;
}
