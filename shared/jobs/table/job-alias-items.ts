import { PutCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { ParticipantId } from '../../platform/values/ids.ts';
import { readItem, stamp } from '../../platform/table/item.ts';
import { jobAliasKey, jobAliasPrefix } from './job-keys.ts';
import { queryPage } from '../../platform/table/query-page.ts';
import type { Table } from '../../platform/table/table.ts';

const AliasItem = z.object({ id: ParticipantId, place: ParticipantId });

/** Notes that a bulk job met somebody at another identity than their own: that is where it counts them. */
export async function putJobAlias(
  table: Table,
  jobId: string,
  { id, place }: { id: string; place: string },
  expiresAt: number,
): Promise<void> {
  await table.client.send(
    new PutCommand({
      TableName: table.name,
      Item: { ...jobAliasKey(jobId, id), ...stamp('job-alias'), id, place, expiresAt },
    }),
  );
}

/** The identities at which the job met people, by their ids; without those whom it met at their own. */
export async function listJobAliases(table: Table, jobId: string): Promise<Map<string, string>> {
  const places = new Map<string, string>();
  const { pk } = jobAliasKey(jobId, '');
  for (let after: string | undefined, more = true; more;) {
    const page = await queryPage(
      table,
      after === undefined ? { partition: pk, prefix: jobAliasPrefix } : { partition: pk, after },
    );
    const found = page.items.filter(({ sk }) => String(sk).startsWith(jobAliasPrefix));
    for (const item of found) {
      const { id, place } = readItem(AliasItem, 'job-alias', item);
      places.set(id, place);
    }
    const last = found.at(-1);
    more = page.more && last !== undefined && found.length === page.items.length;
    after = last && String(last['sk']);
  }
  return places;
}
