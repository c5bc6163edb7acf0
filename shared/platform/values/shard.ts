import { idDigits } from './ids.ts';

/**
 * The number of shards. A partition of the table takes 1,000 writes a second, so whatever grows with people is spread over
 * this many.
 */
export const SHARDS = 16;

/** The shard of a participant: the first hex digit of the id, which is a hash and therefore even. */
export function shardOf(participantId: string): number {
  return Number.parseInt(idDigits(participantId).charAt(0), 16);
}
