import { PutCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { Session } from '../../events/domain/session.ts';
import { wasWritten } from '../../platform/table/failures.ts';
import { getItem, getItems } from '../../platform/table/get-items.ts';
import { readItem, stamp } from '../../platform/table/item.ts';
import type { Table } from '../../platform/table/table.ts';
import { ParticipantId } from '../../platform/values/ids.ts';
import { ShardPlace } from '../../platform/values/shard-place.ts';
import { seatsKey } from './registration-keys.ts';

const Seats = z.object({
  /** Seats that are taken, those being given included. */
  taken: z.number(),
  /** Raised by every write: of two who work on the same session, the second one's write is refused. */
  version: z.number(),
  /** When it was written last. */
  at: z.string(),
  /**
   * Who is being given seats: by their places, or without one who is registered and has none yet. The seat of the n-th is
   * named after the version that says so.
   */
  giving: z.array(
    z.object({
      participantId: ParticipantId,
      place: z.string().optional(),
      isTold: z.boolean().default(false),
    }),
  ),
  /** Words of seats given up that are counted in `taken`, and may still stand in the line. */
  collected: z.array(z.object({ pk: z.string(), sk: z.string() })),
  /** The search for registrations without a seat, by the moment since which the session has seats; no place: it is over. */
  census: z.object({ of: z.string(), begunAt: z.string(), place: ShardPlace.optional() }).optional(),
});
export type Seats = z.infer<typeof Seats>;

/** The name of the seat that is given to the n-th of a step. */
export const seatName = (version: number, index: number): string => `${version}.${index}`;

/** The seats of a session, as they stand now; of version 0 before anybody has asked for one. */
export async function readSeats(table: Table, sessionId: string): Promise<Seats> {
  const item = await getItem(table, seatsKey(sessionId));
  if (!item) return { taken: 0, version: 0, at: '', giving: [], collected: [] };
  return readItem(Seats, 'seats', item);
}

/** Writes the next state of a session's seats; false when somebody else wrote since they were read. */
export function saveSeats(table: Table, sessionId: string, next: Seats, seen: number): Promise<boolean> {
  return wasWritten(
    table.client.send(
      new PutCommand({
        TableName: table.name,
        Item: { ...seatsKey(sessionId), ...stamp('seats'), ...next },
        ConditionExpression: seen === 0 ? 'attribute_not_exists(pk)' : '#version = :seen',
        ...(seen > 0 && {
          ExpressionAttributeNames: { '#version': 'version' },
          ExpressionAttributeValues: { ':seen': seen },
        }),
      }),
    ),
  );
}

type Room = Pick<Session, 'id' | 'capacity'>;

/**
 * Ids of the sessions that have no free seat, as the allocator has counted so far: a moment behind who asked. Only those
 * with a capacity are looked at.
 */
export async function fullSessions(table: Table, sessions: readonly Room[]): Promise<Set<string>> {
  const limited = sessions.filter(({ capacity }) => capacity !== undefined);
  if (limited.length === 0) return new Set();
  const items = await getItems(
    table,
    limited.map(({ id }) => seatsKey(id)),
  );
  const taken = new Map(items.map((item) => [String(item['pk']), Number(item['taken'] ?? 0)]));
  const isFull = ({ id, capacity = Infinity }: Room) => (taken.get(seatsKey(id).pk) ?? 0) >= capacity;
  return new Set(limited.filter(isFull).map(({ id }) => id));
}
