import * as z from 'zod';
import { bitsOf, type CountRecord } from '../../platform/table/counts/count-record.ts';
import { shardOfPartition } from '../../platform/table/key.ts';
import { queryPage } from '../../platform/table/query-page.ts';
import type { TableChange } from '../../platform/table/read-change.ts';
import type { CountedShard } from '../../platform/table/counts/recount-shard.ts';
import type { Table } from '../../platform/table/table.ts';
import { addsTo, Registration, registrationColumns } from '../domain/registration.ts';
import { countsKey, registrationsPartition } from './registration-keys.ts';

const RegistrationImage = Registration.extend({ pk: z.string() });
const Counted = Registration.pick({ status: true, attendance: true, invited: true });

export const bitsOfRegistration = (registration: z.infer<typeof Counted> | undefined): number =>
  bitsOf(registrationColumns, (column) => addsTo(registration, column));

/** What a changed registration does to the counts of its session. Throws a ZodError for an image that does not read. */
export function countRegistration({ sequence, at = 0, ...images }: TableChange): { counts: CountRecord[] } {
  const before = images.before && RegistrationImage.parse(images.before);
  const after = images.after && RegistrationImage.parse(images.after);
  const image = after ?? before;
  const bits = { before: bitsOfRegistration(before), after: bitsOfRegistration(after) };
  if (!image || bits.before === bits.after) return { counts: [] };
  const key = countsKey(image.sessionId, shardOfPartition(image.pk));
  return {
    counts: [{ key, columns: registrationColumns, item: image.participantId, sequence, at, ...bits }],
  };
}

/** A shard of a session's registrations, to be counted anew. */
export const countedRegistrations = (table: Table, sessionId: string, shard: number): CountedShard => ({
  key: countsKey(sessionId, shard),
  columns: registrationColumns,
  async *walk() {
    for await (const rows of registrationRows(table, sessionId, shard, ['status', 'attendance', 'invited']))
      yield rows.map((row) => ({
        item: String(row['sk']),
        bits: bitsOfRegistration(Counted.safeParse(row).data),
      }));
  },
});

/** Some attributes, and the sort key, of all registrations in a shard of a session, page by page. Consistent. */
export async function* registrationRows(
  table: Table,
  sessionId: string,
  shard: number,
  wanted: readonly string[],
): AsyncGenerator<Record<string, unknown>[]> {
  const partition = registrationsPartition(sessionId, shard);
  const attributes = ['sk', 'entity', ...wanted];
  for (let after: string | undefined, more = true; more;) {
    const page = await queryPage(table, { partition, after, attributes, consistent: true });
    yield page.items.filter(({ entity }) => entity === 'registration');
    const last = page.items.at(-1);
    after = last && String(last['sk']);
    more = page.more && after !== undefined;
  }
}
