import type { ImportRun } from './import-run.ts';
import type { RowDraft } from './import-row.ts';
import { diffParticipant } from '../../people/domain/diff-participant.ts';
import { changeWishAt } from '../../people/domain/move-address.ts';
import type { Participant } from '../../people/domain/participant.ts';
import type { RestrictingWish } from './headings/status-words.ts';
import { bounced, complained, optedOut, type WishChange } from '../../people/domain/wish-changes.ts';
import { Wish } from '../../people/domain/wish.ts';

/** The wishes of a row that restrict mail to a person. */
export interface RestrictedWishes {
  set: Wish;
  remove: string[];
}

/**
 * Applies a row's opt-out, bounce or complaint to a person, whatever else becomes of the row; undefined if it restricts
 * nothing more. A row can never lift an opt-out. It is recorded at the address in the row, which may be a former one, and a
 * bounce concerns no other.
 */
export function restrictedWishes(
  known: Wish & Pick<Participant, 'email'>,
  row: Pick<RowDraft, 'email' | 'restricts'>,
  run: ImportRun,
): RestrictedWishes | undefined {
  const { restricts = [] } = row;
  if (restricts.length === 0) return undefined;
  const before = Wish.parse(known);
  const former = formerAddressOf(known, row, run);
  const after = restricts.reduce((wish, restriction) => restrict(wish, restriction, former, run.at), before);
  const { set, remove } = diffParticipant(before, after);
  return Object.keys(set).length === 0 && remove.length === 0 ? undefined : { set: Wish.parse(set), remove };
}

function restrict(wish: Wish, restriction: RestrictingWish, former: string | undefined, at: string): Wish {
  // The job that had blocked them may not take back what the file says, too.
  if (restriction === 'blockedAt') return { ...wish, blockedAt: wish.blockedAt ?? at, blockedBy: undefined };
  const said = changeWishAt(
    { wish, addressId: undefined },
    former === undefined ? [] : [former],
    words[restriction](at),
  );
  return restriction === 'bouncedAt' && former !== undefined
    ? { ...wish, formerWishes: said.formerWishes }
    : said;
}

const words: Record<Exclude<RestrictingWish, 'blockedAt'>, (at: string) => WishChange> = {
  // What somebody lifted for an event after they had said it themselves is no matter of a file.
  optedOutAt: (at) => (wish) => (wish.optedOutAt === undefined ? optedOut(at)(wish) : wish),
  bouncedAt: bounced,
  complainedAt: complained,
};

/** Whether this run of an import has restricted anything by such a row, now or before its worker died. */
export const wasRestricted = (
  person: Wish,
  { restricts = [] }: Pick<RowDraft, 'restricts'>,
  { at }: Pick<ImportRun, 'at'>,
): boolean => restricts.some((wish) => person[wish] === at);

/** The id of the address in a row, where mail to the person goes to another one. */
function formerAddressOf(
  known: Pick<Participant, 'email'>,
  { email }: Pick<RowDraft, 'email'>,
  { addressIdOf }: ImportRun,
): string | undefined {
  const inRow = email && addressIdOf({ email: email.address });
  return inRow === addressIdOf(known) ? undefined : inRow;
}
