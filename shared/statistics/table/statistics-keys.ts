/**
 * Keys of statistics: how many looked, registered and came.
 *
 * | what                                                       | where                                                  | item   |
 * | ---------------------------------------------------------- | ------------------------------------------------------ | ------ |
 * | counts of an event, all of its sessions together           | EVENTCOUNTS#<event> / <shard>                          | counts |
 * | registrations of an event or a session, by day             | TALLIES#<event or session>#<shard> / <day>             | counts |
 * | visits of an event's page, by day, session and campaign    | VISITS#<event>#<shard> / <day>#<session>#<campaign>    | visits |
 *
 * Days are those of UTC. A visit goes to any of the shards, so that no day of a page is one key; a registration to that of its
 * person, so that a shard can be counted anew from theirs.
 */
import { shardName, type Key } from '../../platform/table/key.ts';

export const eventCountsPartition = (eventId: string): string => `EVENTCOUNTS#${eventId}`;
export const eventCountsKey = (eventId: string, shard: number): Key => ({
  pk: eventCountsPartition(eventId),
  sk: shardName(shard),
});

export const talliesPartition = (ownerId: string, shard: number): string =>
  `TALLIES#${ownerId}#${shardName(shard)}`;
export const talliesKey = (ownerId: string, shard: number, day: string): Key => ({
  pk: talliesPartition(ownerId, shard),
  sk: day,
});

/** The event or session in the name of such a partition. */
export const ownerOfTallies = (partition: string): string => partition.split('#')[1] ?? '';

export const visitsPartition = (eventId: string, shard: number): string =>
  `VISITS#${eventId}#${shardName(shard)}`;
export const visitsKey = (
  eventId: string,
  shard: number,
  day: string,
  sessionId: string,
  campaign: string,
): Key => ({
  pk: visitsPartition(eventId, shard),
  sk: `${day}#${sessionId}#${campaign}`,
});
