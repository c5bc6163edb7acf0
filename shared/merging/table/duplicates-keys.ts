/**
 * Keys of likely duplicates.
 *
 * | what                                  | where                       | item       |
 * | ------------------------------------- | --------------------------- | ---------- |
 * | likely duplicates that a search found | DUPLICATES#<job> / <number> | duplicates |
 */
import type { Key } from '../../platform/table/key.ts';

export const duplicatesPartition = (jobId: string): string => `DUPLICATES#${jobId}`;
const GROUP_DIGITS = 6;
export const duplicatesKey = (jobId: string, index: number): Key => ({
  pk: duplicatesPartition(jobId),
  sk: String(index).padStart(GROUP_DIGITS, '0'),
});
