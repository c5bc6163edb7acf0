import { randomBytes } from 'node:crypto';
import { FIRST_SHARD } from '../../platform/table/walk-shards.ts';
import type { Table } from '../../platform/table/table.ts';
import type { ShardPlace } from '../../platform/values/shard-place.ts';
import type { Registration } from '../../registrations/domain/registration.ts';
import { listRegistrations } from '../../registrations/table/registration-items.ts';

const PAGE = 500;

/** The registrations of a session in pages; where one page does not hold them, from anywhere among them on. */
export async function* registrationsFromAnywhere(
  table: Table,
  sessionId: string,
): AsyncGenerator<Registration[]> {
  const { registrations, next } = await listRegistrations(table, sessionId, FIRST_SHARD, PAGE);
  yield registrations;
  const digits = randomBytes(4).toString('hex');
  // Ids of people are hashes, and lie in the shard of their first digit.
  const start = { shard: Number.parseInt(digits.charAt(0), 16), after: `par_${digits}` };
  if (!next) return;
  for (const from of [start, next])
    for (let place: ShardPlace | undefined = from; place && (from === start || isBefore(place, start));) {
      const page: Awaited<ReturnType<typeof listRegistrations>> = await listRegistrations(
        table,
        sessionId,
        place,
        PAGE,
      );
      yield page.registrations;
      place = page.next;
    }
}

const isBefore = (place: ShardPlace, other: { shard: number; after: string }): boolean =>
  place.shard < other.shard || (place.shard === other.shard && (place.after ?? '') < other.after);
