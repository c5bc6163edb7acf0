import { Refusal } from '../domain/refusal.ts';
import type { Registration } from '../domain/registration.ts';
import {
  writeRegistrations,
  type RegistrationObstacles,
  type RegistrationPost,
  type RegistrationWrite,
} from '../table/write-registrations.ts';
import type { Table } from '../table/table.ts';

/** Each round takes at least one obstacle out of the way: 10 sessions, seats and a returning registration. */
const MOST_ROUNDS = 25;

/**
 * Writes registrations around what stands in their way: who is registered keeps their place, who had cancelled comes
 * back, who finds no seat waits. `moved`: the participant's address leads to somebody else by now, nothing was written.
 */
export async function settleRegistrations(
  table: Table,
  planned: RegistrationPost,
): Promise<'settled' | 'moved'> {
  const { idempotency } = planned;
  let writes = planned.writes;
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const obstacles = await writeRegistrations(table, { ...planned, writes });
    if (!obstacles) return 'settled';
    if (obstacles.earlierBody !== undefined) {
      if (obstacles.earlierBody !== idempotency?.bodyHash) throw keyReused();
      return 'settled';
    }
    if (obstacles.moved) return 'moved';
    writes = writes.flatMap((write) => around(write, obstacles));
    if (writes.length === 0 && !idempotency) return 'settled';
  }
  throw new Error(`A registration did not settle in ${MOST_ROUNDS} rounds.`);
}

/** Only who is registered takes a seat; who has still to confirm takes it then. */
export function withSeat(write: RegistrationWrite, capacity: number | undefined): RegistrationWrite {
  if (capacity === undefined || write.registration.status !== 'registered') return write;
  return { registration: { ...write.registration, seat: true }, replaces: write.replaces, seatOf: capacity };
}

function keyReused(): Refusal {
  return new Refusal(
    'idempotency-key-reused',
    'This Idempotency-Key was used with another body. Use a new key for a new post.',
  );
}

/** What is left of a write that met an obstacle. */
function around(write: RegistrationWrite, obstacles: RegistrationObstacles): RegistrationWrite[] {
  const { registration } = write;
  const existing = obstacles.existing.get(registration.sessionId);
  if (existing?.erasedAt !== undefined && existing.status !== 'cancelled')
    return [inPlaceOf(existing, write)];
  if (existing?.status === 'cancelled') {
    const back = {
      ...registration,
      createdAt: existing.createdAt,
      returnedAt: registration.createdAt,
      epoch: existing.epoch + 1,
      round: existing.round + 1,
    };
    return [{ ...write, registration: back, replaces: existing }];
  }
  if (existing && isAskedFor(existing, registration)) {
    // They keep their place; what is due is the question whether they want mail about this event again.
    const asked = { ...existing, returnedAt: registration.createdAt, round: existing.round + 1 };
    return [{ registration: asked, replaces: existing }];
  }
  if (existing) return [];
  if (obstacles.full.has(registration.sessionId)) {
    return [
      { registration: { ...registration, status: 'waitlisted', seat: undefined }, replaces: write.replaces },
    ];
  }
  return [write];
}

/** Somebody who was erased comes back: they fill the place that was only counted, and that nobody took meanwhile. */
function inPlaceOf(
  erased: Registration,
  { registration: wanted, seatOf }: RegistrationWrite,
): RegistrationWrite {
  const { status, seat, createdAt, epoch, round } = erased;
  const back = {
    ...wanted,
    createdAt,
    returnedAt: wanted.createdAt,
    epoch: epoch + 1,
    round: round + 1,
  };
  if (status === 'pending') return { registration: back, replaces: erased, seatOf };
  return { registration: { ...back, status, seat }, replaces: erased };
}

/** Somebody who has a place, opted out since, and registers again. */
function isAskedFor(existing: Registration, wanted: Registration): boolean {
  return existing.status === 'registered' && wanted.status === 'pending';
}
