/**
 * Keys of what organizers are told.
 *
 * | what                                                    | where                                                              | item          |
 * | ------------------------------------------------------- | ------------------------------------------------------------------ | ------------- |
 * | what organizers asked to be told of                     | NOTICES / <notice>                                                 | notice        |
 * | acts that are gathered for one of them                  | NOTICE#<notice> / <window>                                         | notice-window |
 * | those that are due to be told                           | gsi2 NOTICEWINDOWS / <window>#<notice>                             | notice-window |
 * | acts of an event's registrants, by window | ACTS#<event>#<shard> / <window>#<act>#<participant> | act |
 * | those that were noted in any window | ACTS#<event>#<shard> / NOTED#<act>#<participant> | act-noted |
 * | events of whose registrants somebody acted on a day     | ACTDAYS#<day> / <event>                                            | act-day       |
 *
 * A window is named by its end, an act by its session, kind and round.
 */
import { shardName, type Key, type ListKey } from '../../platform/table/key.ts';
import { shardOf } from '../../platform/values/shard.ts';

export const NOTICES = 'NOTICES';
export const noticeKey = (noticeId: string): Key => ({ pk: NOTICES, sk: noticeId });

export const windowKey = (noticeId: string, until: string): Key => ({ pk: `NOTICE#${noticeId}`, sk: until });
export const NOTICE_WINDOWS = 'NOTICEWINDOWS';
export const windowListKey = (noticeId: string, until: string): ListKey => ({
  gsi2pk: NOTICE_WINDOWS,
  gsi2sk: `${until}#${noticeId}`,
});

export const actsPartition = (eventId: string, shard: number): string =>
  `ACTS#${eventId}#${shardName(shard)}`;
/** `name`: of the act. */
export const actKey = (eventId: string, participantId: string, until: string, name: string): Key => ({
  pk: actsPartition(eventId, shardOf(participantId)),
  sk: `${until}#${name}#${participantId}`,
});
export const actNotedKey = (eventId: string, participantId: string, name: string): Key =>
  actKey(eventId, participantId, 'NOTED', name);

export const actDaysPartition = (day: string): string => `ACTDAYS#${day}`;
export const actDayKey = (day: string, eventId: string): Key => ({ pk: actDaysPartition(day), sk: eventId });
