/**
 * Keys of registrations, and of the seats and counts of sessions.
 *
 * | what                                    | where                                                        | item         |
 * | --------------------------------------- | ------------------------------------------------------------ | ------------ |
 * | seats of a session                      | SESSION#<session> / SEATS                                    | seats        |
 * | counts of a session                     | SESSIONCOUNTS#<session> / <shard>                            | counts       |
 * | one registration                        | REGISTRATIONS#<session>#<shard> / <participant>              | registration |
 * | suspected registrations (robots)        | REGISTRATIONS#<session>#<shard> / SUSPECT#<participant>#<at> | suspect      |
 * | texts that registrants agreed to        | CONSENT#<event> / <version>                                  | consent-text |
 * | registrations of a person, newest first | gsi1 PERSON#<participant> / <created at>#<session>           | registration |
 *
 * All registrations of a session lie in its 16 shards, read one after the other.
 */
import { shardName, type IndexKey, type Key } from '../../platform/table/key.ts';
import { shardOf } from '../../platform/values/shard.ts';

export const seatsKey = (sessionId: string): Key => ({ pk: `SESSION#${sessionId}`, sk: 'SEATS' });
/** Not in the partition of the seats: those may need all the writes that one partition takes. */
export const countsPartition = (sessionId: string): string => `SESSIONCOUNTS#${sessionId}`;
export const countsKey = (sessionId: string, shard: number): Key => ({
  pk: countsPartition(sessionId),
  sk: shardName(shard),
});

export const registrationsPartition = (sessionId: string, shard: number): string =>
  `REGISTRATIONS#${sessionId}#${shardName(shard)}`;
export const registrationKey = (sessionId: string, participantId: string): Key => ({
  pk: registrationsPartition(sessionId, shardOf(participantId)),
  sk: participantId,
});

export const consentTextKey = (eventId: string, version: string): Key => ({
  pk: `CONSENT#${eventId}`,
  sk: version,
});

/** Suspected ones stand before the others in each shard. */
export const suspectPrefix = 'SUSPECT#';
export const suspectKey = (sessionId: string, participantId: string, at: string): Key => ({
  pk: registrationsPartition(sessionId, shardOf(participantId)),
  sk: `${suspectPrefix}${participantId}#${at}`,
});

export const personPartition = (participantId: string): string => `PERSON#${participantId}`;
export const personRegistrationKey = (
  participantId: string,
  createdAt: string,
  sessionId: string,
): IndexKey => ({
  gsi1pk: personPartition(participantId),
  gsi1sk: `${createdAt}#${sessionId}`,
});
