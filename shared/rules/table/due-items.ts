import { DeleteCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { readItem, stamp } from '../../platform/table/item.ts';
import { queryPage } from '../../platform/table/query-page.ts';
import type { Table } from '../../platform/table/table.ts';
import { inParallel } from '../../platform/values/in-parallel.ts';
import { Fire } from '../domain/fire.ts';
import { DUE_SHARDS, dueKey, duePartition } from './due-keys.ts';

const HOUR_MS = 60 * 60_000;
/** Longer than any kind of rule may be late. */
const KEPT_SECONDS = 7 * 24 * 3600;
const AT_ONCE = 16;

const DueItem = z.object({ fire: Fire });

const keyOf = ({ dueAt, sessionId, ruleId }: Fire) =>
  dueKey(new Date(dueAt).toISOString(), sessionId, ruleId);

/**
 * Notes for the sweeper when fires are due. A note is no promise: the moment may have moved since, which whoever finds it
 * has to look up. Again = the same.
 */
export async function putDueFires(table: Table, fires: Fire[]): Promise<void> {
  await inParallel(fires, AT_ONCE, async (fire) => {
    const expiresAt = Math.floor(Date.parse(fire.dueAt) / 1000) + KEPT_SECONDS;
    const Item = { ...keyOf(fire), ...stamp('due'), fire, expiresAt };
    await table.client.send(new PutCommand({ TableName: table.name, Item }));
  });
}

/** Takes notes away: what they were for was done, or is not to be done any more. */
export async function dropDueFires(table: Table, fires: Fire[]): Promise<void> {
  await inParallel(fires, AT_ONCE, async (fire) => {
    await table.client.send(new DeleteCommand({ TableName: table.name, Key: keyOf(fire) }));
  });
}

/** The noted fires that were due between two instants (milliseconds), the earliest first. */
export async function listDueFires(
  table: Table,
  { since, until }: { since: number; until: number },
): Promise<Fire[]> {
  const fires: Fire[] = [];
  await inParallel(partitionsOf(since, until), AT_ONCE, async (partition) => {
    const from = new Date(since).toISOString();
    const to = `${new Date(until).toISOString()}~`;
    for (let after: string | undefined, more = true; more; more = after !== undefined) {
      const page = await queryPage(table, { partition, from, after, to });
      fires.push(...page.items.map((item) => readItem(DueItem, 'due', item).fire));
      after = page.more ? String(page.items.at(-1)?.['sk']) : undefined;
    }
  });
  return fires.sort((a, b) => (a.dueAt < b.dueAt ? -1 : 1));
}

function partitionsOf(since: number, until: number): string[] {
  const hours: string[] = [];
  for (let at = since - (since % HOUR_MS); at <= until; at += HOUR_MS)
    hours.push(new Date(at).toISOString().slice(0, 'yyyy-mm-ddThh'.length));
  return hours.flatMap((hour) => Array.from({ length: DUE_SHARDS }, (_, shard) => duePartition(hour, shard)));
}
