/**
 * Keys of hand-overs by rules: where they go, and what they have run.
 *
 * | what                               | where                                  | item        |
 * | ---------------------------------- | -------------------------------------- | ----------- |
 * | a destination that is switched off | EVENT#<event> / DESTINATION#<rule>     | destination |
 * | runs of a hand-over, newest first  | RUNS#<event>#<rule> / <due time>#<run> | run         |
 * | events in which a hand-over has runs | HANDOVER#<rule> / <event>            | handover    |
 */
import type { Key } from '../../platform/table/key.ts';

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
