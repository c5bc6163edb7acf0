/**
 * Keys of what stands behind the counts of sessions and groups, whose own keys are those of registrations and groups.
 *
 * | what                                    | where                                                   | item        |
 * | --------------------------------------- | ------------------------------------------------------- | ----------- |
 * | changes that counts hold, page by page  | COUNTED#<key of counts> / <page>                         | counted     |
 * | counts that are to be made anew         | RECOUNTS#<reason>#<shard> / <key of counts> | recount-due |
 */
import type { Key } from './key.ts';

/** Why counts are to be made anew: because a day is over, or because nobody can tell whether they are right. */
export type RecountReason = 'daily' | 'doubt';

const PAGE_DIGITS = 8;

export const countedKey = ({ pk, sk }: Key, page: number): Key => ({
  pk: `COUNTED#${pk}#${sk}`,
  sk: String(page).padStart(PAGE_DIGITS, '0'),
});

export const recountsPartition = (reason: RecountReason, shard: string): string =>
  `RECOUNTS#${reason}#${shard}`;
/** Counts lie in a shard by the end of their partition, or by their sort key. */
export const recountDueKey = (reason: RecountReason, { pk, sk }: Key): Key => ({
  pk: recountsPartition(reason, /#(\d\d)$/.exec(pk)?.[1] ?? sk),
  sk: `${pk}#${sk}`,
});
