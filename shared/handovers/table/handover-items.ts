import { GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { readItem, stamp } from '../../platform/table/item.ts';
import type { Table } from '../../platform/table/table.ts';
import { updateExpression } from '../../platform/table/update-expression.ts';
import { WebhookDestination, WebhookSecret } from '../../platform/values/webhook-destination.ts';
import { getRules, storedRule, type Rules } from '../../rules/table/rule-items.ts';
import { HandoverRule } from '../domain/handover-rule.ts';
import { destinationKey } from './handover-keys.ts';

/** After a change both secrets sign for a while, so that the receiver can switch without a gap. */
export const StoredHandover = HandoverRule.extend({
  ...storedRule,
  destination: WebhookDestination.extend({ secret: WebhookSecret }),
  previousSecret: z.object({ secret: z.string(), until: z.string() }).optional(),
});
export type StoredHandover = z.infer<typeof StoredHandover>;

export const getHandovers = (table: Table, eventId: string): Promise<Rules<StoredHandover>> =>
  getRules(table, { eventId, kind: 'handover' }, StoredHandover);

const Destination = z.object({
  ruleId: z.string(),
  url: z.string(),
  switchedOffAt: z.string(),
  reason: z.string(),
});
export type SwitchedOff = z.infer<typeof Destination>;

/** Why nothing is posted to the rule's address any more; undefined while it is on, or when its address changed since. */
export async function switchedOff(
  table: Table,
  eventId: string,
  rule: Pick<StoredHandover, 'id' | 'destination'>,
): Promise<SwitchedOff | undefined> {
  const { Item } = await table.client.send(
    new GetCommand({ TableName: table.name, Key: destinationKey(eventId, rule.id) }),
  );
  const found = Item && readItem(Destination, 'destination', Item);
  return found?.url === rule.destination.url && found.switchedOffAt !== '' ? found : undefined;
}

/** Switches an address off, or (with an empty `switchedOffAt`) on again. */
export async function putSwitch(table: Table, eventId: string, state: SwitchedOff): Promise<void> {
  await table.client.send(
    new UpdateCommand({
      TableName: table.name,
      Key: destinationKey(eventId, state.ruleId),
      ...updateExpression({ set: { ...stamp('destination'), eventId, ...state } }),
    }),
  );
}
