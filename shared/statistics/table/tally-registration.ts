import * as z from 'zod';
import { listSessionIds } from '../../events/table/session-items.ts';
import { bitsOf, type CountRecord } from '../../platform/table/counts/count-record.ts';
import { shardOfPartition } from '../../platform/table/key.ts';
import type { TableChange } from '../../platform/table/read-change.ts';
import type { CountedShard } from '../../platform/table/counts/recount-shard.ts';
import type { Table } from '../../platform/table/table.ts';
import { Registration, registrationColumns } from '../../registrations/domain/registration.ts';
import {
  bitsOfRegistration,
  countedRegistrations,
  registrationRows,
} from '../../registrations/table/count-registration.ts';
import {
  addsToDay,
  dayOf,
  labelsOf,
  talliedColumns,
  TalliedRegistration,
} from '../domain/tallied-registration.ts';
import { eventCountsKey, talliesKey } from './statistics-keys.ts';

const Image = Registration.pick({ eventId: true, sessionId: true, participantId: true, invited: true })
  .extend(TalliedRegistration.shape)
  .extend({ pk: z.string() });

/** An event counts registrations of many sessions: whose is whose. */
const itemOf = (sessionId: string, participantId: string): string => `${sessionId}#${participantId}`;

const bitsOfDay = (registration: TalliedRegistration): number =>
  bitsOf(talliedColumns, (column) => addsToDay(registration, column));

/** What a changed registration does to the counts of its event. Throws a ZodError for an image that does not read. */
export function countForEvent({ sequence, at = 0, ...images }: TableChange): { counts: CountRecord[] } {
  const [before, after] = [images.before, images.after].map((image) => image && Image.parse(image));
  const image = after ?? before;
  const bits = { before: bitsOfRegistration(before), after: bitsOfRegistration(after) };
  if (!image || bits.before === bits.after) return { counts: [] };
  const key = eventCountsKey(image.eventId, shardOfPartition(image.pk));
  const item = itemOf(image.sessionId, image.participantId);
  return { counts: [{ key, columns: registrationColumns, item, sequence, at, ...bits }] };
}

/**
 * What a changed registration does to what its event and its session tell of the day on which it was made. Throws a ZodError for an
 * image that does not read.
 */
export function tallyRegistration({ sequence, at = 0, ...images }: TableChange): { counts: CountRecord[] } {
  const [before, after] = [images.before, images.after].map((image) => image && Image.parse(image));
  const image = after ?? before;
  if (!image) return { counts: [] };
  const shard = shardOfPartition(image.pk);
  const item = itemOf(image.sessionId, image.participantId);
  const onDay = (registration: z.infer<typeof Image> | undefined, day: string) =>
    registration && dayOf(registration.createdAt) === day ? registration : undefined;
  const days = new Set([before, after].flatMap((one) => (one ? [dayOf(one.createdAt)] : [])));
  const moves = [...days].map((day) => {
    const [was, is] = [onDay(before, day), onDay(after, day)];
    return {
      day,
      bits: { before: was ? bitsOfDay(was) : 0, after: is ? bitsOfDay(is) : 0 },
      labels: { before: was ? labelsOf(was) : [], after: is ? labelsOf(is) : [] },
    };
  });
  const moved = moves.filter(
    ({ bits, labels }) => bits.before !== bits.after || String(labels.before) !== String(labels.after),
  );
  return {
    counts: moved.flatMap(({ day, bits, labels }) =>
      [image.eventId, image.sessionId].map((ownerId) => ({
        ...{ key: talliesKey(ownerId, shard, day), columns: talliedColumns, item, sequence, at },
        ...{ ...bits, labels },
      })),
    ),
  };
}

/** A shard of an event's registrations, to be counted anew. */
export const countedForEvent = (table: Table, eventId: string, shard: number): CountedShard => ({
  key: eventCountsKey(eventId, shard),
  columns: registrationColumns,
  async *walk() {
    for (const sessionId of await listSessionIds(table, eventId))
      for await (const page of countedRegistrations(table, sessionId, shard).walk())
        yield page.map(({ item, bits }) => ({ item: itemOf(sessionId, item), bits }));
  },
});

/** The registrations of an event or a session that were made on a day, one shard, to be counted anew. */
export const talliedRegistrations = (
  table: Table,
  ownerId: string,
  shard: number,
  day: string,
): CountedShard => ({
  key: talliesKey(ownerId, shard, day),
  columns: talliedColumns,
  isLabelled: true,
  async *walk() {
    const sessionIds = ownerId.startsWith('evt_') ? await listSessionIds(table, ownerId) : [ownerId];
    const attributes = Object.keys(TalliedRegistration.shape);
    for (const sessionId of sessionIds)
      for await (const rows of registrationRows(table, sessionId, shard, attributes))
        yield rows.flatMap((row) => {
          const registration = TalliedRegistration.safeParse(row).data;
          if (!registration || dayOf(registration.createdAt) !== day) return [];
          const item = itemOf(sessionId, String(row['sk']));
          return [{ item, bits: bitsOfDay(registration), labels: labelsOf(registration) }];
        });
  },
});
