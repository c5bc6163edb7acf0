/**
 * Keys of people and their history.
 *
 * | what                              | where                                     | item                         |
 * | --------------------------------- | ----------------------------------------- | ---------------------------- |
 * | a person, or the pointer to one   | PEOPLE#<shard> / <participant>            | participant, pointer, erased |
 * | people on the black list          | gsi1 BLOCKED#<shard> / <participant>      | participant, erased          |
 * | history of a person, newest first | HISTORY#<participant> / <at>#<act>#<kind> | history                      |
 *
 * A person's id is the hash of their address. All of them lie in 16 shards, read one after the other. Only those on the
 * black list have keys in the index. The history that people see is merged with their registrations and mails.
 */
import { shardName, type IndexKey, type Key } from '../../platform/table/key.ts';
import { shardOf } from '../../platform/values/shard.ts';

export const peoplePartition = (shard: number): string => `PEOPLE#${shardName(shard)}`;
export const participantKey = (participantId: string): Key => ({
  pk: peoplePartition(shardOf(participantId)),
  sk: participantId,
});

export const blockedPartition = (shard: number): string => `BLOCKED#${shardName(shard)}`;
export const blockedKey = (participantId: string): IndexKey => ({
  gsi1pk: blockedPartition(shardOf(participantId)),
  gsi1sk: participantId,
});

export const historyPartition = (participantId: string): string => `HISTORY#${participantId}`;
export const historyKey = (participantId: string, at: string, act: string, kind: string): Key => ({
  pk: historyPartition(participantId),
  sk: `${at}#${act}#${kind}`,
});
