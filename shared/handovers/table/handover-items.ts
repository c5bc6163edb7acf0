import { GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { readItem, stamp } from '../../platform/table/item.ts';
import type { Table } from '../../platform/table/table.ts';
import { updateExpression } from '../../platform/table/update-expression.ts';
import { WebhookDestination, WebhookSecret } from '../../platform/values/webhook-destination.ts';
import { Filter } from '../../filters/domain/filter.ts';
import { getRules, storedRule, type Rules } from '../../rules/table/rule-items.ts';
import { DestinationRef, HandoverRule } from '../domain/handover-rule.ts';
import { destinationKey } from './handover-keys.ts';

/** After a change both secrets sign for a while, so that the receiver can switch without a gap. */
export const StoredHandover = HandoverRule.omit({ filter: true }).extend({
  ...storedRule,
  destination: z.union([WebhookDestination.extend({ secret: WebhookSecret }), DestinationRef]),
  /** The filter as JSON: as a map it would have more levels than an item of the table may. */
  filterText: z.string().optional(),
  previousSecret: z.object({ secret: z.string(), until: z.string() }).optional(),
});
export type StoredHandover = z.infer<typeof StoredHandover>;

/** The rule as organizers gave it. */
export function ruleOf({ filterText, ...rule }: StoredHandover): HandoverRule & { id: string } {
  const { previousSecret: _previous, version: _version, timedAt: _timedAt, ...given } = rule;
  return { ...given, ...(filterText !== undefined && { filter: Filter.parse(JSON.parse(filterText)) }) };
}

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
  rule: { id: string; url: string },
): Promise<SwitchedOff | undefined> {
  const { Item } = await table.client.send(
    new GetCommand({ TableName: table.name, Key: destinationKey(eventId, rule.id) }),
  );
  const found = Item && readItem(Destination, 'destination', Item);
  return found?.url === rule.url && found.switchedOffAt !== '' ? found : undefined;
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
