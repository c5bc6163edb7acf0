/**
 * Keys of what is due when.
 *
 * | what                          | where                                       | item |
 * | ----------------------------- | ------------------------------------------- | ---- |
 * | fires that are due in an hour | DUE#<hour>#<shard> / <due at>#<session>#<rule> | due  |
 *
 * Here an hour has 2 shards: they take 2,000 fires a second, and EventBridge Scheduler makes 1,000.
 */
import { shardName, type Key } from '../../platform/table/key.ts';

/** Of the fires of one hour. */
export const DUE_SHARDS = 2;

/** The hour as `2027-03-21T10`, in UTC. */
export const duePartition = (hour: string, shard: number): string => `DUE#${hour}#${shardName(shard)}`;

/** By the last digit of the session's id, which is random. */
export const dueKey = (dueAt: string, sessionId: string, ruleId: string): Key => ({
  pk: duePartition(
    dueAt.slice(0, 'yyyy-mm-ddThh'.length),
    Number.parseInt(sessionId.slice(-1), 16) % DUE_SHARDS,
  ),
  sk: `${dueAt}#${sessionId}#${ruleId}`,
});
