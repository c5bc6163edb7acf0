import { GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { HandoverRule, ReminderRule, RuleId } from '../domain/rule.ts';
import { WebhookDestination, WebhookSecret } from '../../platform/values/webhook-destination.ts';
import { wasWritten } from '../../platform/table/failures.ts';
import { getItem } from '../../platform/table/get-items.ts';
import { readItem, stamp } from '../../platform/table/item.ts';
import { destinationKey, rulesKey } from './rule-keys.ts';
import type { Key } from '../../platform/table/key.ts';
import { updateExpression } from '../../platform/table/update-expression.ts';
import type { Table } from '../../platform/table/table.ts';

const Stored = { id: RuleId, version: z.number(), timedAt: z.string().optional() };
export const StoredReminder = ReminderRule.extend(Stored);
export type StoredReminder = z.infer<typeof StoredReminder>;

/** The secrets sign together for a while after a change, so that the receiver can take over without a gap. */
export const StoredHandover = HandoverRule.extend({
  ...Stored,
  destination: WebhookDestination.extend({ secret: WebhookSecret }),
  previousSecret: z.object({ secret: z.string(), until: z.string() }).optional(),
});
export type StoredHandover = z.infer<typeof StoredHandover>;

const RuleSet = <R extends z.ZodType>(rule: R) =>
  z.object({ eventId: z.string(), version: z.number(), rules: z.array(rule) });
const Reminders = RuleSet(StoredReminder);
const Handovers = RuleSet(StoredHandover);

/** All rules of one kind; version 0 where none were ever set. */
export interface Rules<R> {
  version: number;
  rules: R[];
}

export async function getReminders(table: Table, eventId: string): Promise<Rules<StoredReminder>> {
  const item = await getItem(table, rulesKey(eventId, 'reminder'));
  return item ? readItem(Reminders, 'rules', item) : { version: 0, rules: [] };
}

export async function getHandovers(table: Table, eventId: string): Promise<Rules<StoredHandover>> {
  const item = await getItem(table, rulesKey(eventId, 'handover'));
  return item ? readItem(Handovers, 'rules', item) : { version: 0, rules: [] };
}

/** Replaces the rules of one kind; false when somebody changed them since they were read. */
export async function putRules(
  table: Table,
  place: { eventId: string; kind: 'reminder' | 'handover' },
  rules: (StoredReminder | StoredHandover)[],
  seenVersion: number,
): Promise<boolean> {
  const update = updateExpression({ set: { ...stamp('rules'), ...place, rules, version: seenVersion + 1 } });
  return conditionalUpdate(table, rulesKey(place.eventId, place.kind), update, {
    ConditionExpression: seenVersion === 0 ? 'attribute_not_exists(pk)' : '#u_version = :seen',
    values: seenVersion === 0 ? {} : { ':seen': seenVersion },
  });
}

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

async function conditionalUpdate(
  table: Table,
  Key: Key,
  update: ReturnType<typeof updateExpression>,
  condition: { ConditionExpression: string; values: Record<string, unknown> },
): Promise<boolean> {
  return wasWritten(
    table.client.send(
      new UpdateCommand({
        TableName: table.name,
        Key,
        ...update,
        ConditionExpression: condition.ConditionExpression,
        ExpressionAttributeValues: { ...update.ExpressionAttributeValues, ...condition.values },
      }),
    ),
  );
}
