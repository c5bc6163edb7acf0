/**
 * Keys of the rules of events.
 *
 * | what                             | where                        | item  |
 * | -------------------------------- | ---------------------------- | ----- |
 * | rules of an event, kind by kind  | EVENT#<event> / RULES#<kind> | rules |
 */
import type { Key } from '../../platform/table/key.ts';

/** Before the kind in the sort key of a set of rules. */
export const RULES_PREFIX = 'RULES#';

export const rulesKey = (eventId: string, kind: string): Key => ({
  pk: `EVENT#${eventId}`,
  sk: `${RULES_PREFIX}${kind}`,
});
