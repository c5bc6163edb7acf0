/**
 * All key formulas of the table. Access patterns:
 *
 * | what                                   | where                                                            |
 * | -------------------------------------- | ---------------------------------------------------------------- |
 * | one event                              | EVENT#<event> / EVENT                                            |
 * | events, newest first                   | gsi1 EVENTS / <event>  (ids sort by creation)                    |
 * | one session                            | SESSION#<session> / SESSION                                      |
 * | sessions of an event by start          | gsi1 EVENT#<event>#SESSIONS / <startsAtUtc>#<session>            |
 * | seats and counts of a session          | SESSION#<session> / SEATS, COUNTS#<shard>                        |
 * | a group, its folded name, its counts    | GROUP#<group> / GROUP, COUNTS#<shard>; GROUPNAME#<name> / NAME    |
 * | groups by name                         | gsi1 GROUPS / <folded name>#<group>                              |
 * | members of a group                     | MEMBERS#<group>#<shard> / <participant>                          |
 * | variables; saved filters and mappings  | VARIABLES / <name>; FILTERS / <id>, NAME#<name>; MAPPINGS / <id> |
 * | history of a person, newest first      | HISTORY#<participant> / <at>#<act>#<kind>, merged with their     |
 * |                                        | registrations and mails                                          |
 * | what a bulk action replaced            | UNDO#<job>#<shard> / <participant>                               |
 * | who did what to people's data          | AUDIT#<month> / <at>#<id>                                        |
 * | an upload that waits for its file      | UPLOAD#<bucket key> / UPLOAD                                     |
 * | a person, or the pointer to one        | PEOPLE#<shard> / <participant>  (the id is the address's hash)   |
 * | all participants                       | the 16 PEOPLE shards, one after the other                        |
 * | people on the black list               | gsi1 BLOCKED#<shard> / <participant>; only they have the keys     |
 * | likely doubles that a search found     | DOUBLES#<job> / <number>                                         |
 * | one registration                       | REGISTRATIONS#<session>#<shard> / <participant>                  |
 * | registrations of a session             | its 16 shards, one after the other                               |
 * | registrations of a person, newest first| gsi1 PERSON#<participant> / <createdAt>#<session>                |
 * | suspected registrations (robots)       | REGISTRATIONS#<session>#<shard> / SUSPECT#<id>                   |
 * | reminder and hand-over rules of an event | EVENT#<event> / RULES#<kind>                                     |
 * | a destination that is switched off     | EVENT#<event> / DESTINATION#<rule>                               |
 * | runs of a hand-over, newest first      | RUNS#<event>#<rule> / <due time>#<run>                           |
 * | events in which a hand-over has runs   | HANDOVER#<rule> / <event>                                        |
 * | deliveries of a run                    | RUN#<run>#<shard> / <participant>                                |
 * | deliveries that wait for an attempt    | gsi1 WAITING#<shard> / <next attempt>#<run>#<participant>        |
 * | repeated posts                         | IDEMPOTENCY#<event>#<hash of the key> / IDEMPOTENCY              |
 * | mails sent                             | MAIL#<message> / MAIL                                            |
 * | mails of a person, newest first        | gsi1 PERSONMAILS#<participant> / <claimed at>#<message>, once told |
 * | mails of runs claimed, their end untold| gsi1 OPENMAILS#<shard> / <lease's end>#<message>                 |
 * | one job, calls for a worker            | JOB#<job> / JOB, WAKE#<version>                                  |
 * | where a bulk hand-over goes; its mails | JOB#<job> / DESTINATION, MAILS; MAILPART#<job>#<mail> / MAILPART  |
 * | how far an erasure has searched         | JOB#<job> / SEARCH                                               |
 * | whom a bulk job met at an alias        | JOB#<job> / MET#<participant>                                    |
 * | rules of retention                     | SETTINGS / RETENTION                                             |
 * | jobs of a kind, newest first           | gsi1 JOBS#<kind> / <createdAt>#<job>                             |
 * | calls for a worker by time             | gsi1 WOKEN / <called at>#<job>                                   |
 * | faults of an import by line            | FAULTS#<import>#<shard> / <line>, merged over the 16 shards      |
 *
 * A key partition takes 1,000 writes a second, so whatever grows with people is spread over 16 shards.
 */
import { idDigits } from '../values/ids.ts';

export interface Key {
  pk: string;
  sk: string;
}

export interface IndexKey {
  gsi1pk: string;
  gsi1sk: string;
}

export const SHARDS = 16;

/** The shard of a participant: the first hex digit of the id, which is a hash and therefore even. */
export function shardOf(participantId: string): number {
  return Number.parseInt(idDigits(participantId).charAt(0), 16);
}

const shardName = (shard: number): string => String(shard).padStart(2, '0');

export const eventKey = (eventId: string): Key => ({ pk: `EVENT#${eventId}`, sk: 'EVENT' });
export const eventListKey = (eventId: string): IndexKey => ({ gsi1pk: 'EVENTS', gsi1sk: eventId });

export const rulesKey = (eventId: string, kind: string): Key => ({
  pk: `EVENT#${eventId}`,
  sk: `RULES#${kind}`,
});
export const destinationKey = (eventId: string, ruleId: string): Key => ({
  pk: `EVENT#${eventId}`,
  sk: `DESTINATION#${ruleId}`,
});

/** A rule's id is unique within its event only. */
export const runsPartition = (eventId: string, ruleId: string): string => `RUNS#${eventId}#${ruleId}`;
export const runListKey = (eventId: string, ruleId: string, dueAt: string, runId: string): Key => ({
  pk: runsPartition(eventId, ruleId),
  sk: `${dueAt}#${runId}`,
});
export const handoverPartition = (ruleId: string): string => `HANDOVER#${ruleId}`;
export const handoverKey = (ruleId: string, eventId: string): Key => ({
  pk: handoverPartition(ruleId),
  sk: eventId,
});

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

/** After the places of all that are due at the instant, before those of the next one. */
export const waitingEnd = (nextAttemptAt: string): string => `${nextAttemptAt}#~`;

export const sessionKey = (sessionId: string): Key => ({ pk: `SESSION#${sessionId}`, sk: 'SESSION' });
export const seatsKey = (sessionId: string): Key => ({ pk: `SESSION#${sessionId}`, sk: 'SEATS' });
export const countsKey = (sessionId: string, shard: number): Key => ({
  pk: `SESSION#${sessionId}`,
  sk: `COUNTS#${shardName(shard)}`,
});
export const eventSessionsPartition = (eventId: string): string => `EVENT#${eventId}#SESSIONS`;
export const sessionListKey = (eventId: string, startsAtUtc: string, sessionId: string): IndexKey => ({
  gsi1pk: eventSessionsPartition(eventId),
  gsi1sk: `${startsAtUtc}#${sessionId}`,
});

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

export const registrationsPartition = (sessionId: string, shard: number): string =>
  `REGISTRATIONS#${sessionId}#${shardName(shard)}`;
export const registrationKey = (sessionId: string, participantId: string): Key => ({
  pk: registrationsPartition(sessionId, shardOf(participantId)),
  sk: participantId,
});
export const suspectKey = (sessionId: string, participantId: string, at: string): Key => ({
  pk: registrationsPartition(sessionId, shardOf(participantId)),
  sk: `SUSPECT#${participantId}#${at}`,
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

export const idempotencyKey = (eventId: string, keyHash: string): Key => ({
  pk: `IDEMPOTENCY#${eventId}#${keyHash}`,
  sk: 'IDEMPOTENCY',
});

export const mailKey = (messageId: string): Key => ({ pk: `MAIL#${messageId}`, sk: 'MAIL' });
export const unresolvedMailsPartition = (shard: number): string => `OPENMAILS#${shardName(shard)}`;
export const unresolvedMailKey = (
  participantId: string,
  leaseUntil: string,
  messageId: string,
): IndexKey => ({
  gsi1pk: unresolvedMailsPartition(shardOf(participantId)),
  gsi1sk: `${leaseUntil}#${messageId}`,
});

export const personMailsPartition = (participantId: string): string => `PERSONMAILS#${participantId}`;
export const personMailKey = (participantId: string, claimedAt: string, messageId: string): IndexKey => ({
  gsi1pk: personMailsPartition(participantId),
  gsi1sk: `${claimedAt}#${messageId}`,
});

export const jobKey = (jobId: string): Key => ({ pk: `JOB#${jobId}`, sk: 'JOB' });
/** After which state of the job a worker was called for anew. */
export const jobWakeKey = (jobId: string, version: number): Key => ({
  pk: `JOB#${jobId}`,
  sk: `WAKE#${version}`,
});
export const runDestinationKey = (runId: string): Key => ({ pk: `JOB#${runId}`, sk: 'DESTINATION' });
export const WOKEN = 'WOKEN';
export const wokenListKey = (at: string, jobId: string): IndexKey => ({
  gsi1pk: WOKEN,
  gsi1sk: `${at}#${jobId}`,
});
export const mailCountsKey = (jobId: string): Key => ({ pk: `JOB#${jobId}`, sk: 'MAILS' });
export const mailPartKey = (jobId: string, mail: string): Key => ({
  pk: `MAILPART#${jobId}#${mail}`,
  sk: 'MAILPART',
});
export const jobAliasPrefix = 'MET#';
/** At which of their identities a bulk job met somebody. */
export const jobAliasKey = (jobId: string, participantId: string): Key => ({
  pk: `JOB#${jobId}`,
  sk: `${jobAliasPrefix}${participantId}`,
});
/** How far an erasure has looked through what is not filed under people. */
export const eraseSearchKey = (jobId: string): Key => ({ pk: `JOB#${jobId}`, sk: 'SEARCH' });
export const jobsPartition = (kind: string): string => `JOBS#${kind}`;
export const jobListKey = (kind: string, createdAt: string, jobId: string): IndexKey => ({
  gsi1pk: jobsPartition(kind),
  gsi1sk: `${createdAt}#${jobId}`,
});

export const faultsPartition = (importId: string, shard: number): string =>
  `FAULTS#${importId}#${shardName(shard)}`;
const LINE_DIGITS = 12;
export const faultLine = (line: number): string => String(line).padStart(LINE_DIGITS, '0');
export const faultKey = (importId: string, line: number): Key => ({
  pk: faultsPartition(importId, line % SHARDS),
  sk: faultLine(line),
});

export const groupKey = (groupId: string): Key => ({ pk: `GROUP#${groupId}`, sk: 'GROUP' });
export const groupCountsKey = (groupId: string, shard: number): Key => ({
  pk: `GROUP#${groupId}`,
  sk: `COUNTS#${shardName(shard)}`,
});
export const groupNameKey = (foldedName: string): Key => ({ pk: `GROUPNAME#${foldedName}`, sk: 'NAME' });
export const groupsPartition = 'GROUPS';
export const groupListKey = (foldedName: string, groupId: string): IndexKey => ({
  gsi1pk: groupsPartition,
  gsi1sk: `${foldedName}#${groupId}`,
});
export const membersPartition = (groupId: string, shard: number): string =>
  `MEMBERS#${groupId}#${shardName(shard)}`;
export const memberKey = (groupId: string, participantId: string): Key => ({
  pk: membersPartition(groupId, shardOf(participantId)),
  sk: participantId,
});

/** The group in the name of a members' partition. */
export const groupOfMembers = (partition: string): string => partition.split('#')[1] ?? '';

export const variablesPartition = 'VARIABLES';
export const variableKey = (name: string): Key => ({ pk: variablesPartition, sk: name });
export const savedFiltersPartition = 'FILTERS';
export const savedFilterKey = (filterId: string): Key => ({ pk: savedFiltersPartition, sk: filterId });
export const savedFilterNameKey = (foldedName: string): Key => ({
  pk: savedFiltersPartition,
  sk: `NAME#${foldedName}`,
});
export const savedMappingsPartition = 'MAPPINGS';
export const savedMappingKey = (mappingId: string): Key => ({ pk: savedMappingsPartition, sk: mappingId });

export const historyPartition = (participantId: string): string => `HISTORY#${participantId}`;
export const historyKey = (participantId: string, at: string, act: string, kind: string): Key => ({
  pk: historyPartition(participantId),
  sk: `${at}#${act}#${kind}`,
});

export const undoPartition = (jobId: string, shard: number): string => `UNDO#${jobId}#${shardName(shard)}`;
export const undoKey = (jobId: string, participantId: string): Key => ({
  pk: undoPartition(jobId, shardOf(participantId)),
  sk: participantId,
});

export const auditPartition = (month: string): string => `AUDIT#${month}`;
export const auditKey = (at: string, id: string): Key => ({
  pk: auditPartition(at.slice(0, 7)),
  sk: `${at}#${id}`,
});

export const retentionKey: Key = { pk: 'SETTINGS', sk: 'RETENTION' };

export const uploadKey = (objectKey: string): Key => ({ pk: `UPLOAD#${objectKey}`, sk: 'UPLOAD' });

export const duplicatesPartition = (jobId: string): string => `DOUBLES#${jobId}`;
const GROUP_DIGITS = 6;
export const duplicatesKey = (jobId: string, index: number): Key => ({
  pk: duplicatesPartition(jobId),
  sk: String(index).padStart(GROUP_DIGITS, '0'),
});

/** The shard number at the end of a sharded partition's name. */
export function shardOfPartition(partition: string): number {
  return Number.parseInt(partition.slice(partition.lastIndexOf('#') + 1), 10);
}
