import * as z from 'zod';
import { Session } from '../../events/domain/session.ts';
import type { TableChange } from '../../platform/table/read-change.ts';
import { SessionId } from '../../platform/values/ids.ts';

/** Says that there is something to do at the seats of a session. */
export const SeatMessage = z.strictObject({ sessionId: SessionId });
export type SeatMessage = z.infer<typeof SeatMessage>;

/** Somebody asks for a seat, or gave one up. That of an entry which leaves the line nobody need hear of. */
export function wakeForLine({ before, after }: TableChange): { seats: SeatMessage[] } {
  return { seats: after && !before ? [SeatMessage.parse({ sessionId: after['sessionId'] })] : [] };
}

/**
 * A session that has another capacity, or none any more, may have seats for who waits, or people without a seat. One that was
 * moved may cut the time that somebody has to take a place.
 */
export function wakeForCapacity(change: TableChange): { seats: SeatMessage[] } {
  const before = change.before && Session.parse(change.before);
  const after = change.after && Session.parse(change.after);
  if (!before || !after) return { seats: [] };
  const isMoved = after.capacity !== undefined && before.startsAtUtc !== after.startsAtUtc;
  return { seats: isMoved || before.capacity !== after.capacity ? [{ sessionId: after.id }] : [] };
}
