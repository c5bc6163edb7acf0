import { readItem } from '../../platform/table/item.ts';
import { queryPage } from '../../platform/table/query-page.ts';
import type { Table } from '../../platform/table/table.ts';
import { SHARDS } from '../../platform/values/shard.ts';
import type { ShardPlace } from '../../platform/values/shard-place.ts';
import { Registration } from '../../registrations/domain/registration.ts';
import { registrationsPartition } from '../../registrations/table/registration-keys.ts';
import type { Attended } from '../domain/attended.ts';
import { attendedByPresence } from '../domain/presence.ts';
import { attendedBetween, attendedOf } from './attended-items.ts';
import { getPresence, presenceBetween } from './presence-items.ts';

/** A registration, and all that sources say of its person. */
export interface Registered {
  registration: Registration;
  said: Attended[];
}

/** Suspected registrations stand before the others in the same partitions. */
const FIRST_REGISTRATION = 'par_';

/** The next registrations of a session with what sources say of their people, of one shard. Consistent. */
export async function registeredPage(
  table: Table,
  sessionId: string,
  { shard, after }: ShardPlace,
  limit: number,
): Promise<{ registered: Registered[]; next?: ShardPlace }> {
  const page = await queryPage(table, {
    partition: registrationsPartition(sessionId, shard),
    ...(after === undefined ? { from: FIRST_REGISTRATION } : { after }),
    limit,
    consistent: true,
  });
  const last = page.items.at(-1);
  const to = page.more && last ? String(last['sk']) : undefined;
  const [said, present] = await Promise.all([
    attendedBetween(table, sessionId, shard, { after, to }),
    presenceBetween(table, sessionId, shard, { after, to }),
  ]);
  const registered = await Promise.all(
    page.items.map(async (item): Promise<Registered> => {
      const registration = readItem(Registration, 'registration', item);
      const own = said.get(registration.participantId) ?? [];
      const presence = attendedByPresence(present.get(registration.participantId));
      return { registration, said: [...own, ...presence, ...(await saidOfFormer(table, registration))] };
    }),
  );
  if (to !== undefined) return { registered, next: { shard, after: to } };
  return { registered, ...(shard + 1 < SHARDS && { next: { shard: shard + 1 } }) };
}

/** What was said under the ids of people who were merged into this one. */
async function saidOfFormer(table: Table, { sessionId, mergedFrom }: Registration): Promise<Attended[]> {
  const former = Object.keys(mergedFrom ?? {}).map(async (id) => {
    const [said, presence] = await Promise.all([
      attendedOf(table, sessionId, id),
      getPresence(table, sessionId, id),
    ]);
    return [...said, ...attendedByPresence(presence)];
  });
  return (await Promise.all(former)).flat();
}
