/**
 * Keys of deliveries.
 *
 * | what                                | where                                                     | item            |
 * | ----------------------------------- | --------------------------------------------------------- | --------------- |
 * | deliveries of a run                 | RUN#<run>#<shard> / <participant>                         | delivery        |
 * | deliveries that wait for an attempt | gsi2 WAITING#<shard> / <next attempt>#<run>#<participant> | delivery        |
 * | deliveries that wait for a destination that is off | gsi2 OFF#<destination>#<shard> / <run>#<participant> | delivery |
 * | what a delivery posts               | RUNBODIES#<run>#<shard> / <participant>                   | delivery-body   |
 * | where a bulk hand-over goes         | JOB#<job> / DESTINATION                                   | run-destination |
 */
import { shardName, type Key, type ListKey } from '../../platform/table/key.ts';
import { shardOf } from '../../platform/values/shard.ts';

export const deliveriesPartition = (runId: string, shard: number): string =>
  `RUN#${runId}#${shardName(shard)}`;
export const deliveryKey = (runId: string, participantId: string): Key => ({
  pk: deliveriesPartition(runId, shardOf(participantId)),
  sk: participantId,
});
/** Apart from the delivery, which is written several times and read by lists: the body is large, and goes earlier. */
export const deliveryBodyKey = (runId: string, participantId: string): Key => ({
  pk: `RUNBODIES#${runId}#${shardName(shardOf(participantId))}`,
  sk: participantId,
});
export const waitingPartition = (shard: number): string => `WAITING#${shardName(shard)}`;
export const waitingKey = (runId: string, participantId: string, nextAttemptAt: string): ListKey => ({
  gsi2pk: waitingPartition(shardOf(participantId)),
  gsi2sk: `${nextAttemptAt}#${runId}#${participantId}`,
});

export const offPartition = (destinationId: string, shard: number): string =>
  `OFF#${destinationId}#${shardName(shard)}`;
export const offKey = (destinationId: string, runId: string, participantId: string): ListKey => ({
  gsi2pk: offPartition(destinationId, shardOf(participantId)),
  gsi2sk: `${runId}#${participantId}`,
});

/** A sort key after all that are due at the instant, and before those of the next one. */
export const waitingEnd = (nextAttemptAt: string): string => `${nextAttemptAt}#~`;

export const runDestinationKey = (runId: string): Key => ({ pk: `JOB#${runId}`, sk: 'DESTINATION' });
