/**
 * Keys of deliveries.
 *
 * | what                                | where                                                     | item            |
 * | ----------------------------------- | --------------------------------------------------------- | --------------- |
 * | deliveries of a run                 | RUN#<run>#<shard> / <participant>                         | delivery        |
 * | deliveries that wait for an attempt | gsi1 WAITING#<shard> / <next attempt>#<run>#<participant> | delivery        |
 * | where a bulk hand-over goes         | JOB#<job> / DESTINATION                                   | run-destination |
 */
import { shardName, type IndexKey, type Key } from '../../platform/table/key.ts';
import { shardOf } from '../../platform/values/shard.ts';

export const deliveriesPartition = (runId: string, shard: number): string =>
  `RUN#${runId}#${shardName(shard)}`;
export const deliveryKey = (runId: string, participantId: string): Key => ({
  pk: deliveriesPartition(runId, shardOf(participantId)),
  sk: participantId,
});
export const waitingPartition = (shard: number): string => `WAITING#${shardName(shard)}`;
export const waitingKey = (runId: string, participantId: string, nextAttemptAt: string): IndexKey => ({
  gsi1pk: waitingPartition(shardOf(participantId)),
  gsi1sk: `${nextAttemptAt}#${runId}#${participantId}`,
});

/** A sort key after all that are due at the instant, and before those of the next one. */
export const waitingEnd = (nextAttemptAt: string): string => `${nextAttemptAt}#~`;

export const runDestinationKey = (runId: string): Key => ({ pk: `JOB#${runId}`, sk: 'DESTINATION' });
