/**
 * Keys of promises that two posts are the same.
 *
 * | what           | where                                               | item        |
 * | -------------- | --------------------------------------------------- | ----------- |
 * | repeated posts | IDEMPOTENCY#<event>#<hash of the key> / IDEMPOTENCY | idempotency |
 */
import type { Key } from './key.ts';

export const idempotencyKey = (eventId: string, keyHash: string): Key => ({
  pk: `IDEMPOTENCY#${eventId}#${keyHash}`,
  sk: 'IDEMPOTENCY',
});
