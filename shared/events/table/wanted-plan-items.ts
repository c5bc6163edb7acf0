import { randomUUID } from 'node:crypto';
import { DeleteCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { EventId, SessionId } from '../../platform/values/ids.ts';
import { wasWritten } from '../../platform/table/failures.ts';
import { getItem } from '../../platform/table/get-items.ts';
import { readItem, stamp } from '../../platform/table/item.ts';
import { inParallel } from '../../platform/values/in-parallel.ts';
import { queryPage } from '../../platform/table/query-page.ts';
import type { Table } from '../../platform/table/table.ts';
import { PLANS, wantedPlanKey } from './event-keys.ts';

const WantedPlan = z.object({
  eventId: EventId,
  /** None: all sessions of the event. */
  sessionId: SessionId.optional(),
  /** When it was asked for (ISO 8601). */
  at: z.string(),
  token: z.string(),
});
type WantedPlan = z.infer<typeof WantedPlan>;

/** Whose schedules are to be planned. */
export type PlanOf = Pick<WantedPlan, 'eventId' | 'sessionId'>;

const AT_ONCE = 16;

const keyOf = ({ eventId, sessionId = '' }: PlanOf) => wantedPlanKey(eventId, sessionId);
const read = (item: Record<string, unknown>): WantedPlan => readItem(WantedPlan, 'wanted-plan', item);

/**
 * Notes that schedules are about to differ from the table: before the change is written, so that no change is without its
 * note. A note of which no change came costs a plan that changes nothing.
 */
export async function wantPlans(table: Table, plans: PlanOf[], at: string): Promise<void> {
  await inParallel(plans, AT_ONCE, async (plan) => {
    const note = { ...plan, at, token: randomUUID() };
    const Item = { ...keyOf(plan), ...stamp('wanted-plan'), ...note };
    await table.client.send(new PutCommand({ TableName: table.name, Item }));
  });
}

/** The note: when it was written, and the token by which `dropWantedPlan` knows it again. Consistent. */
export async function findWantedPlan(
  table: Table,
  plan: PlanOf,
): Promise<Pick<WantedPlan, 'at' | 'token'> | undefined> {
  const item = await getItem(table, keyOf(plan));
  return item && read(item);
}

/** Takes a note away, unless it was written anew since. */
export async function dropWantedPlan(table: Table, plan: PlanOf, token: string): Promise<void> {
  await wasWritten(
    table.client.send(
      new DeleteCommand({
        TableName: table.name,
        Key: keyOf(plan),
        ConditionExpression: '#token = :token',
        ExpressionAttributeNames: { '#token': 'token' },
        ExpressionAttributeValues: { ':token': token },
      }),
    ),
  );
}

/** Plans that were asked for before an instant (ISO 8601) and not carried out since; at most `limit` are looked at. */
export async function listWantedPlans(table: Table, before: string, limit: number): Promise<PlanOf[]> {
  const page = await queryPage(table, { partition: PLANS, limit });
  return page.items
    .map(read)
    .filter(({ at }) => at < before)
    .map(({ eventId, sessionId }) => ({ eventId, sessionId }));
}
