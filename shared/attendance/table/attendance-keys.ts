/**
 * Keys of attendance.
 *
 * | what                                   | where                                               | item               |
 * | -------------------------------------- | --------------------------------------------------- | ------------------ |
 * | sources of a session                   | ATTENDANCE#<session> / SOURCE#<source>              | attendance-source  |
 * | whose turn it is to judge a session    | ATTENDANCE#<session> / TURN                         | attendance-turn    |
 * | numbers of a session                   | ATTENDANCE#<session> / SUMMARY                      | attendance-summary |
 * | when the presence in a session counts  | ATTENDANCE#<session> / PRESENCE                     | presence-due       |
 * | the same, by when                      | gsi1 PRESENCE / <due at>#<session>                  | presence-due       |
 * | what a source says of a person         | ATTENDED#<session>#<shard> / <person>#<source>      | attended           |
 * | when somebody's join page was open     | PRESENCE#<session>#<shard> / <participant>          | presence           |
 *
 * A person is a participant or a guest. What is said of participants lies in the shard of their registration and in its order.
 */
import { shardName, type IndexKey, type Key } from '../../platform/table/key.ts';
import { shardOf } from '../../platform/values/shard.ts';

export const attendancePartition = (sessionId: string): string => `ATTENDANCE#${sessionId}`;
export const sourcePrefix = 'SOURCE#';
export const sourceKey = (sessionId: string, sourceId: string): Key => ({
  pk: attendancePartition(sessionId),
  sk: `${sourcePrefix}${sourceId}`,
});
export const turnKey = (sessionId: string): Key => ({ pk: attendancePartition(sessionId), sk: 'TURN' });
export const summaryKey = (sessionId: string): Key => ({ pk: attendancePartition(sessionId), sk: 'SUMMARY' });

export const attendedPartition = (sessionId: string, shard: number): string =>
  `ATTENDED#${sessionId}#${shardName(shard)}`;
/** `part`: where a source says several things of one person. */
export const attendedKey = (sessionId: string, person: string, sourceId: string, part?: string): Key => ({
  pk: attendedPartition(sessionId, shardOf(person)),
  sk: `${person}#${sourceId}${part === undefined ? '' : `#${part}`}`,
});

export const presencePartition = (sessionId: string, shard: number): string =>
  `PRESENCE#${sessionId}#${shardName(shard)}`;
export const presenceKey = (sessionId: string, participantId: string): Key => ({
  pk: presencePartition(sessionId, shardOf(participantId)),
  sk: participantId,
});

export const presenceDueKey = (sessionId: string): Key => ({
  pk: attendancePartition(sessionId),
  sk: 'PRESENCE',
});
export const PRESENCE_DUE = 'PRESENCE';
export const presenceDueListKey = (dueAt: string, sessionId: string): IndexKey => ({
  gsi1pk: PRESENCE_DUE,
  gsi1sk: `${dueAt}#${sessionId}`,
});
