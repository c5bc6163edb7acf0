import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { wasWritten } from '../../platform/table/failures.ts';
import { getItem } from '../../platform/table/get-items.ts';
import { readItem, stamp } from '../../platform/table/item.ts';
import { queryPage } from '../../platform/table/query-page.ts';
import type { Table } from '../../platform/table/table.ts';
import { updateExpression } from '../../platform/table/update-expression.ts';
import { RuleId, ruleTiming } from '../domain/rule.ts';
import { RULES_PREFIX, rulesKey } from './rule-keys.ts';

/** What every stored rule has besides what its kind says, as a part of its schema. */
export const storedRule = { id: RuleId, version: z.number(), timedAt: z.string().optional() };

/** All rules of one kind; version 0 where none were ever set. */
export interface Rules<R> {
  version: number;
  rules: R[];
}

/** The event and the kind of a set of rules. */
export interface RulesPlace {
  eventId: string;
  kind: string;
}

const ruleSet = <R>(rule: z.ZodType<R>) => z.object({ version: z.number(), rules: z.array(rule) });

export async function getRules<R>(
  table: Table,
  { eventId, kind }: RulesPlace,
  rule: z.ZodType<R>,
): Promise<Rules<R>> {
  const item = await getItem(table, rulesKey(eventId, kind));
  return item ? readItem(ruleSet(rule), 'rules', item) : { version: 0, rules: [] };
}

/** The fields of a rule that decide when it is due. */
const PlannedRule = z.object({ ...storedRule, ...ruleTiming, when: z.string().optional() });
export type PlannedRule = z.infer<typeof PlannedRule> & { kind: string };

const PlannedRules = ruleSet(PlannedRule).extend({ kind: z.string() });

/** The rules of an event, of all kinds. */
export async function listRules(table: Table, eventId: string): Promise<PlannedRule[]> {
  const { pk: partition } = rulesKey(eventId, '');
  const { items } = await queryPage(table, { partition, prefix: RULES_PREFIX, consistent: true });
  const sets = items.map((item) => readItem(PlannedRules, 'rules', item));
  return sets.flatMap(({ kind, rules }) => rules.map((rule) => ({ ...rule, kind })));
}

/** Replaces the rules of one kind; false when somebody changed them since they were read. */
export async function putRules(
  table: Table,
  place: RulesPlace,
  rules: object[],
  seenVersion: number,
): Promise<boolean> {
  const update = updateExpression({ set: { ...stamp('rules'), ...place, rules, version: seenVersion + 1 } });
  return wasWritten(
    table.client.send(
      new UpdateCommand({
        TableName: table.name,
        Key: rulesKey(place.eventId, place.kind),
        ...update,
        ConditionExpression: seenVersion === 0 ? 'attribute_not_exists(pk)' : '#u_version = :seen',
        ExpressionAttributeValues: {
          ...update.ExpressionAttributeValues,
          ...(seenVersion !== 0 && { ':seen': seenVersion }),
        },
      }),
    ),
  );
}
