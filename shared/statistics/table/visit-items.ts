import { createHash } from 'node:crypto';
import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { readItem, stamp } from '../../platform/table/item.ts';
import { queryPage } from '../../platform/table/query-page.ts';
import type { Table } from '../../platform/table/table.ts';
import { updateExpression } from '../../platform/table/update-expression.ts';
import { SHARDS } from '../../platform/values/shard.ts';
import { CampaignTags } from '../../registrations/domain/campaign-tags.ts';
import type { DaySpan } from '../domain/day-span.ts';
import { visitsKey, visitsPartition } from './statistics-keys.ts';

/** Visits of a page on one day, of those who came the same way: by a link to this session, with these tags. */
const Visits = z.object({
  day: z.string(),
  sessionId: z.string().optional(),
  utm: CampaignTags.default({}),
  visits: z.number(),
});
export type Visits = z.infer<typeof Visits>;

const DAY_SECONDS = 24 * 3600;
/** Two years can be compared. */
const KEPT_DAYS = 3 * 366;

const NO_SESSION = '-';
/** Somebody waits for the page meanwhile: where the table has no room for it, a visit is not worth more. */
const PATIENCE_MS = 2_000;

/** Counts one visit; one write unit, whatever its link says. Nothing about the visitor is kept. */
export async function addVisit(
  table: Table,
  eventId: string,
  { day, sessionId, utm = {} }: Omit<Visits, 'visits' | 'utm'> & { utm?: CampaignTags | undefined },
): Promise<void> {
  const campaign = createHash('sha256').update(JSON.stringify([utm.source, utm.medium, utm.campaign]));
  const shard = Math.floor(Math.random() * SHARDS);
  const name = campaign.digest('base64url').slice(0, 16);
  const expiresAt = Math.floor(Date.parse(day) / 1000) + KEPT_DAYS * DAY_SECONDS;
  await table.client.send(
    new UpdateCommand({
      TableName: table.name,
      Key: visitsKey(eventId, shard, day, sessionId ?? NO_SESSION, name),
      ...updateExpression({
        set: { ...stamp('visits'), day, sessionId, utm, expiresAt },
        increase: { visits: 1 },
      }),
    }),
    { abortSignal: AbortSignal.timeout(PATIENCE_MS) },
  );
}

/** The visits of an event's page on some days, part by part. */
export async function visitsOn(table: Table, eventId: string, span: DaySpan): Promise<Visits[]> {
  const shards = Array.from({ length: SHARDS }, (_, shard) =>
    visitsOf(table, visitsPartition(eventId, shard), span),
  );
  return (await Promise.all(shards)).flat();
}

async function visitsOf(table: Table, partition: string, { from, to }: DaySpan): Promise<Visits[]> {
  const visits: Visits[] = [];
  for (let after: string | undefined, more = true; more;) {
    const page = await queryPage(table, { partition, from, after, to: `${to}~` });
    visits.push(...page.items.map((item) => readItem(Visits, 'visits', item)));
    const last = page.items.at(-1);
    after = last && String(last['sk']);
    more = page.more && after !== undefined;
  }
  return visits;
}
