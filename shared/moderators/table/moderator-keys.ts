/**
 * Keys of those who moderate.
 *
 * | what                                                | where                                          | item      |
 * | --------------------------------------------------- | ---------------------------------------------- | --------- |
 * | the team of an event, or the speakers of a session  | MODERATORS#<event or session> / <address>      | moderator |
 *
 * At most 50 of each.
 */
import type { Key } from '../../platform/table/key.ts';

export const moderatorsPartition = (ownerId: string): string => `MODERATORS#${ownerId}`;
export const moderatorKey = (ownerId: string, addressId: string): Key => ({
  pk: moderatorsPartition(ownerId),
  sk: addressId,
});
