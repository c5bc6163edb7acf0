import { Refusal } from '../../platform/problems/refusal.ts';
import { nextRound, reregister } from '../domain/reregister.ts';
import { awaitsApproval, belongsTo, type Registration } from '../domain/registration.ts';
import { inErasedPlace } from '../table/fill-erased-place.ts';
import type { IdempotencyRecord } from '../../platform/table/idempotency-items.ts';
import { writeIgnoredPost, type IgnoredPost } from '../table/write-ignored-post.ts';
import {
  writeRegistrations,
  type RegistrationObstacles,
  type RegistrationPost,
  type RegistrationWrite,
} from '../table/write-registrations.ts';
import type { Table } from '../../platform/table/table.ts';

/** What a look before the first write found in its way. */
export type SeenObstacles = Pick<RegistrationObstacles, 'existing'>;

/** Each round takes at least one obstacle out of the way: 10 sessions, and each may be written to meanwhile. */
const MOST_ROUNDS = 25;

/**
 * Writes registrations around what stands in their way: who is registered keeps their place, who had cancelled comes
 * back. What was `seen` before is planned for at once: so that it costs one transaction whoever
 * registers, and the time of the answer tells nobody who is known. `moved`: the participant's address leads to somebody
 * else by now, nothing was written.
 */
export async function saveRegistrations(
  table: Table,
  planned: RegistrationPost,
  seen: SeenObstacles,
): Promise<'settled' | 'moved'> {
  const { idempotency } = planned;
  const wanted = new Map(planned.writes.map((write) => [write.registration.sessionId, write]));
  let writes = planned.writes.map((write) =>
    around(write, write, { existing: seen.existing, gone: new Set() }, planned),
  );
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const obstacles = await writeRegistrations(table, { ...planned, writes });
    if (!obstacles) return 'settled';
    if (obstacles.earlierBody !== undefined) {
      if (obstacles.earlierBody !== idempotency?.bodyHash) throw keyReused();
      return 'settled';
    }
    if (obstacles.moved) return 'moved';
    writes = writes.map((write) =>
      around(write, wanted.get(write.registration.sessionId) ?? write, obstacles, planned),
    );
  }
  throw new Error(`A registration did not settle in ${MOST_ROUNDS} rounds.`);
}

/**
 * The same for a post that registers nobody: it costs one transaction and claims its key as every other, so that neither
 * its answers nor their time tell it from one that does.
 */
export async function saveIgnoredPost(
  table: Table,
  post: IgnoredPost,
  idempotency: IdempotencyRecord | undefined,
): Promise<'settled' | 'moved'> {
  const outcome = await writeIgnoredPost(table, post, idempotency);
  if (outcome === 'moved') return 'moved';
  if (outcome !== 'written' && outcome.earlierBody !== idempotency?.bodyHash) throw keyReused();
  return 'settled';
}

function keyReused(): Refusal {
  return new Refusal(
    'idempotency-key-reused',
    'This Idempotency-Key was used with another body. Use a new key for a new post.',
  );
}

/** What is left of a write that met an obstacle; `wanted` is what it was before it met any. */
function around(
  write: RegistrationWrite,
  wanted: RegistrationWrite,
  obstacles: Pick<RegistrationObstacles, 'existing' | 'gone'>,
  { known, erasedBefore }: RegistrationPost,
): RegistrationWrite {
  const { registration } = write;
  const existing = obstacles.existing.get(registration.sessionId);
  if (existing && !belongsTo(existing, { erasedBefore })) return inErasedPlace(existing, wanted);
  if (existing?.status === 'cancelled') return backIn(existing, wanted);
  if (existing) return keepPlace(existing, wanted.registration, known?.deletedAt !== undefined);
  return obstacles.gone.has(registration.sessionId) ? wanted : write;
}

/**
 * They keep their place. What may be due is a mail: to somebody who was deleted and came back, or the question whether they
 * want mail about this event again.
 */
function keepPlace(existing: Registration, wanted: Registration, isReturning: boolean): RegistrationWrite {
  if (isByHand(wanted)) return { registration: existing, replaces: existing, isKept: true };
  const isDue = isReturning || isAskedFor(existing, wanted);
  const isNews = existing.importMark !== undefined && existing.selfAt === undefined;
  if (!isDue && !isNews) return { registration: existing, replaces: existing, isKept: true };
  const registration = {
    ...existing,
    ...byThemselves(existing, wanted.createdAt),
    ...(isDue && { email: wanted.email, returnedAt: wanted.createdAt, mailRound: nextRound(existing) }),
  };
  return { registration, replaces: existing };
}

/** An organizer registers them: nobody asks for anything by it. */
const isByHand = ({ addedBy }: Registration): boolean => addedBy !== undefined;

/** Somebody who was registered before, and is again: by themselves, unless an organizer brings them back. */
function backIn(existing: Registration, { registration: wanted }: RegistrationWrite): RegistrationWrite {
  if (isByHand(wanted)) return { registration: reregister(existing, wanted), replaces: existing };
  const { importMark, selfAt } = existing;
  const registration: Registration = {
    ...reregister(existing, wanted),
    ...{ importMark, selfAt },
    ...byThemselves(existing, wanted.createdAt),
  };
  return { registration, replaces: existing };
}

function byThemselves({ importMark, selfAt }: Registration, at: string): Pick<Registration, 'selfAt'> {
  return importMark ? { selfAt: selfAt ?? at } : {};
}

/** Somebody who has a place, opted out since, and registers again; or who was asked at an address that was a wrong one. */
function isAskedFor(existing: Registration, wanted: Registration): boolean {
  if (wanted.status !== 'pending' || awaitsApproval(wanted)) return false;
  return existing.status !== 'pending' || existing.email?.toLowerCase() !== wanted.email?.toLowerCase();
}
