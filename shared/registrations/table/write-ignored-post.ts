import { stillBlocked } from '../../people/table/identity-items.ts';
import { idempotencyPut, type IdempotencyRecord } from '../../platform/table/idempotency-items.ts';
import type { Table } from '../../platform/table/table.ts';
import { transact, type TransactItem } from '../../platform/table/transact.ts';
import type { Suspect } from '../domain/suspect.ts';
import { suspectItem } from './suspect-items.ts';

/** A post that registers nobody: what robots sent, kept until `expiresAt` (seconds), or that of an identity on the black list. */
export type IgnoredPost = { suspects: Suspect[]; expiresAt: number } | { blockedId: string };

/** `moved`: the identity is not on the black list any more, nothing was written. `earlierBody`: the key was used with it before. */
export type IgnoredPostOutcome = 'written' | 'moved' | { earlierBody: unknown };

/** Keeps such a post and claims its key, in one transaction. */
export async function writeIgnoredPost(
  table: Table,
  post: IgnoredPost,
  idempotency: IdempotencyRecord | undefined,
): Promise<IgnoredPostOutcome> {
  const writes = writesOf(table, post);
  const outcome = await transact(table, [
    ...writes,
    ...(idempotency ? [idempotencyPut(table, idempotency)] : []),
  ]);
  if (outcome.done) return 'written';
  const claimed = outcome.refused.find(({ index }) => index === writes.length);
  return claimed ? { earlierBody: claimed.item?.['bodyHash'] } : 'moved';
}

function writesOf(table: Table, post: IgnoredPost): TransactItem[] {
  if ('blockedId' in post) return [stillBlocked(table, post.blockedId)];
  return post.suspects.map((suspect) => suspectItem(table, suspect, post.expiresAt));
}
