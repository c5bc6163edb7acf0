/**
 * Keys of registrations, and of the seats, lines and counts of sessions.
 *
 * | what                                    | where                                                        | item         |
 * | --------------------------------------- | ------------------------------------------------------------ | ------------ |
 * | seats of a session                      | SEATS#<session> / SEATS                                      | seats        |
 * | seats given up and not yet counted      | LINE#<session>#<shard> / FREED#<seat>                        | freed-seat   |
 * | who asks for a seat, in order           | LINE#<session>#<shard> / NEW#<turn> | newcomer     |
 * | who was told to wait, in order          | LINE#<session>#<shard> / WAITS#<turn> | waiter |
 * | places offered to who waits             | OFFERS#<session> / <until>#<step>                            | offers       |
 * | places offered, by when they lapse      | gsi1 OFFERS / <until>#<session>                              | offers       |
 * | counts of a session                     | SESSIONCOUNTS#<session> / <shard>                            | counts       |
 * | one registration                        | REGISTRATIONS#<session>#<shard> / <participant>              | registration |
 * | suspected registrations (robots)        | REGISTRATIONS#<session>#<shard> / SUSPECT#<participant>#<at> | suspect      |
 * | jobs that invite to a session           | INVITATIONS#<session> / <job>                                | invitation   |
 * | texts that registrants agreed to        | CONSENT#<event> / <version>                                  | consent-text |
 * | registrations of a person, newest first | gsi1 PERSON#<participant> / <created at>#<session>           | registration |
 *
 * All registrations of a session lie in its 16 shards, read one after the other; so does its line for seats, whose heads are
 * read at once. A turn: when somebody asked, their line in a file, and who they are.
 */
import { shardName, type IndexKey, type Key } from '../../platform/table/key.ts';
import { shardOf } from '../../platform/values/shard.ts';

/** Away from the session, which every post and page reads. */
export const seatsKey = (sessionId: string): Key => ({ pk: `SEATS#${sessionId}`, sk: 'SEATS' });

export const linePartition = (sessionId: string, shard: number): string =>
  `LINE#${sessionId}#${shardName(shard)}`;
/** Seats given up stand first in a shard, then who asks, then who waits: one page shows the heads of all three. */
const lineKey =
  (prefix: string) =>
  (sessionId: string, participantId: string, rest: string): Key => ({
    pk: linePartition(sessionId, shardOf(participantId)),
    sk: `${prefix}${rest}`,
  });
export const waiterPrefix = 'WAITS#';
export const freedSeatKey = lineKey('FREED#');
/** `turn`: the place and the participant, which stand in the line's order as text. */
export const newcomerKey = lineKey('NEW#');
export const waiterKey = lineKey(waiterPrefix);

/** One item for each step of the allocator that offers places: a few a second, whatever the number of people. */
export const offersPartition = (sessionId: string): string => `OFFERS#${sessionId}`;
/** `step`: what made the offers, which tells apart those that end at one moment. */
export const offersKey = (sessionId: string, until: string, step: string): Key => ({
  pk: offersPartition(sessionId),
  sk: `${until}#${step}`,
});
export const allOffers = 'OFFERS';
export const offersByEndKey = (until: string, sessionId: string): IndexKey => ({
  gsi1pk: allOffers,
  gsi1sk: `${until}#${sessionId}`,
});

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

export const invitationsPartition = (sessionId: string): string => `INVITATIONS#${sessionId}`;
export const invitationKey = (sessionId: string, jobId: string): Key => ({
  pk: invitationsPartition(sessionId),
  sk: jobId,
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
