import type { HistoryEntry } from '../domain/history.ts';
import { historyItem } from './history-items.ts';
import { participantKey } from './person-keys.ts';
import { transact } from '../../platform/table/transact.ts';
import { updateExpression } from '../../platform/table/update-expression.ts';
import type { Patch } from '../../platform/values/patch.ts';
import type { Table } from '../../platform/table/table.ts';

/** A change of what a person allows, and when it is one: who says the same thing twice changes nothing. */
export interface WishWrite {
  patch: Patch;
  when: string;
  values?: Record<string, unknown>;
}

export const optOut = (at: string): WishWrite => ({
  patch: { keep: { optedOutAt: at }, remove: ['liftedEvents'] },
  when: 'attribute_not_exists(optedOutAt) OR attribute_exists(liftedEvents)',
});

export const optIn: WishWrite = {
  patch: { remove: ['optedOutAt'] },
  when: 'attribute_exists(optedOutAt)',
};

export const optOutOf = (eventId: string): WishWrite => ({
  patch: { addTo: { optedOutEvents: eventId }, takeFrom: { liftedEvents: eventId } },
  when: 'NOT contains(optedOutEvents, :event) OR contains(liftedEvents, :event)',
  values: { ':event': eventId },
});

export const optInTo = (eventId: string): WishWrite => ({
  patch: {
    addTo: { liftedEvents: eventId },
    takeFrom: { optedOutEvents: eventId },
    increase: { askRound: 1 },
  },
  when: 'NOT contains(liftedEvents, :event) OR contains(optedOutEvents, :event)',
  values: { ':event': eventId },
});

export const complain = (at: string): WishWrite => ({
  patch: { keep: { complainedAt: at } },
  when: 'attribute_not_exists(complainedAt)',
});

/** Any other change of somebody who is as they were read. */
export const ifUntouched = (patch: Patch, version: number): WishWrite => ({
  patch,
  when: 'version = :known',
  values: { ':known': version },
});

/** The change, as long as mail to the person goes to this address. */
export const whileAt = (email: string | undefined, { patch, when, values }: WishWrite): WishWrite => ({
  patch,
  when: `(${when}) AND email = :email`,
  values: { ...values, ':email': email },
});

/** What stood in the way: nobody, a pointer, the trace of an erased person, or the same wish already. */
export type WishOutcome = 'written' | 'unchanged' | 'nobody' | 'pointer' | 'erased';

/** Writes the wish of a person, and with it what their history tells. */
export async function writeWish(
  table: Table,
  entry: HistoryEntry,
  { patch, when, values }: WishWrite,
): Promise<WishOutcome> {
  const update = updateExpression({ ...patch, increase: { ...patch.increase, version: 1 } });
  const outcome = await transact(table, [
    {
      Update: {
        TableName: table.name,
        Key: participantKey(entry.participantId),
        ...update,
        ConditionExpression: `#entity = :participant AND (${when})`,
        ExpressionAttributeNames: { ...update.ExpressionAttributeNames, '#entity': 'entity' },
        ExpressionAttributeValues: {
          ...update.ExpressionAttributeValues,
          ':participant': 'participant',
          ...values,
        },
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      },
    },
    historyItem(table, entry),
  ]);
  if (outcome.done) return 'written';
  const entity = outcome.refused[0]?.item?.['entity'];
  if (entity === undefined) return 'nobody';
  if (entity === 'pointer' || entity === 'erased') return entity;
  return 'unchanged';
}
