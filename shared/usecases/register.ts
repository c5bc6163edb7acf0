import type { Event } from '../domain/event.ts';
import { participantIdOf } from '../domain/identity.ts';
import type { Participant } from '../domain/participant.ts';
import { Refusal } from '../domain/refusal.ts';
import type { Registration, RegistrationStatus } from '../domain/registration.ts';
import { checkAnswers, type RegistrationRequest } from '../domain/registration-request.ts';
import { isOpen, type Session } from '../domain/session.ts';
import { mustConfirm } from '../domain/wish.ts';
import { getParticipant } from '../table/participant-items.ts';
import type { IdempotencyRecord } from '../table/idempotency-items.ts';
import { putSuspect } from '../table/registration-items.ts';
import {
  writeRegistrations,
  type RegistrationObstacles,
  type RegistrationWrite,
} from '../table/write-registrations.ts';
import { comingSessions, getSession } from '../table/session-items.ts';
import type { Table } from '../table/table.ts';

export interface RegisterDeps {
  table: Table;
  identityKey: Uint8Array;
  now: () => number;
}

/** One post of a landing page, already read and checked for form. */
export interface RegistrationPosting {
  event: Event;
  request: RegistrationRequest;
  /** Hashes of the client's `Idempotency-Key` and of the body it came with. */
  idempotency?: { keyHash: string; bodyHash: string } | undefined;
}

const SUSPECT_DAYS = 30;
const IDEMPOTENCY_HOURS = 24;
/** Each round takes at least one obstacle out of the way: 10 sessions, seats and a returning registration. */
const MOST_ROUNDS = 25;

/**
 * Registers somebody. Returns nothing: the answer to the outside is the same for everyone, known, unknown,
 * registered before or opted out. Throws a `Refusal` for what is wrong with the post itself.
 */
export async function register(deps: RegisterDeps, posting: RegistrationPosting): Promise<void> {
  const { event, request } = posting;
  const errors = checkAnswers(event, request.answers);
  if (errors.length > 0) throw new Refusal('invalid-input', 'Some answers need another look.', errors);

  const participantId = participantIdOf(deps.identityKey, request.email.key);
  const [known, sessions] = await Promise.all([
    getParticipant(deps.table, participantId),
    chosenSessions(deps, event, request.sessionIds),
  ]);
  const now = new Date(deps.now()).toISOString();
  const status: RegistrationStatus = mustConfirm(known, event) ? 'pending' : 'registered';
  const registrations = sessions.map((session) =>
    newRegistration(posting, participantId, session, status, now),
  );

  if (request.website) return keepSuspects(deps, registrations);
  if (known?.blockedAt) return;
  const capacities = new Map(sessions.map((session) => [session.id, session.capacity]));
  await writeUntilDone(
    deps,
    registrations.map((registration) => withSeat({ registration }, capacities.get(registration.sessionId))),
    newParticipant(request, participantId, now),
    posting.idempotency && {
      ...posting.idempotency,
      eventId: event.id,
      expiresAt: secondsFrom(deps.now(), IDEMPOTENCY_HOURS),
    },
  );
}

const secondsFrom = (nowMs: number, hours: number): number => Math.floor(nowMs / 1000) + hours * 3600;

/** The sessions that were named, or the next one. */
async function chosenSessions(deps: RegisterDeps, event: Event, ids: string[]): Promise<Session[]> {
  if (ids.length === 0) {
    const coming = await comingSessions(deps.table, event.id, deps.now());
    const next = coming.find((session) => isOpen(session, deps.now()));
    if (!next)
      throw new Refusal('no-open-session', 'This event has no session to register for at the moment.');
    return [next];
  }
  const sessions = await Promise.all(ids.map((id) => getSession(deps.table, id)));
  return sessions.map((session, index) => {
    if (session?.eventId !== event.id) {
      throw new Refusal('invalid-input', 'A session was named that this event does not have.', [
        { field: `sessionIds.${index}`, code: 'unknown-session', message: 'This event has no such session.' },
      ]);
    }
    if (!isOpen(session, deps.now()))
      throw new Refusal('session-closed', 'This session is over or cancelled. Please choose another one.');
    return session;
  });
}

function newParticipant(request: RegistrationRequest, id: string, now: string): Participant {
  const { firstName, lastName, phone, company, locale, timeZone, utm } = request;
  return {
    id,
    email: request.email.address,
    source: 'self-registration',
    firstName,
    lastName,
    phone,
    company,
    locale,
    timeZone,
    utm,
    createdAt: now,
    firstSeenAt: now,
    lastSeenAt: now,
    version: 1,
  };
}

function newRegistration(
  { event, request }: RegistrationPosting,
  participantId: string,
  session: Session,
  status: RegistrationStatus,
  now: string,
): Registration {
  return {
    participantId,
    sessionId: session.id,
    eventId: event.id,
    email: request.email.address,
    status: request.website ? 'suspected' : status,
    source: 'self-registration',
    answers: request.answers,
    consent: request.consent,
    timeZone: request.timeZone,
    locale: request.locale,
    createdAt: now,
    epoch: 1,
    round: 1,
  };
}

/** Robots get the same answer as people; what they sent is kept aside for organizers to look at. */
async function keepSuspects(deps: RegisterDeps, registrations: Registration[]): Promise<void> {
  const expiresAt = secondsFrom(deps.now(), SUSPECT_DAYS * 24);
  await Promise.all(registrations.map((registration) => putSuspect(deps.table, registration, expiresAt)));
}

/** Only who is registered takes a seat; who has still to confirm takes it then. */
function withSeat(write: RegistrationWrite, capacity: number | undefined): RegistrationWrite {
  if (capacity === undefined || write.registration.status !== 'registered') return write;
  return { registration: { ...write.registration, seat: true }, replaces: write.replaces, seatOf: capacity };
}

async function writeUntilDone(
  deps: RegisterDeps,
  planned: RegistrationWrite[],
  participant: Participant,
  idempotency: IdempotencyRecord | undefined,
): Promise<void> {
  let writes = planned;
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const obstacles = await writeRegistrations(deps.table, { participant, writes, idempotency });
    if (!obstacles) return;
    if (obstacles.earlierBody !== undefined) {
      if (obstacles.earlierBody !== idempotency?.bodyHash) throw keyReused();
      return;
    }
    writes = writes.flatMap((write) => around(write, obstacles));
    if (writes.length === 0 && !idempotency) return;
  }
  throw new Error(`A registration did not settle in ${MOST_ROUNDS} rounds.`);
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

/** Somebody who has a place, opted out since, and registers again. */
function isAskedFor(existing: Registration, wanted: Registration): boolean {
  return existing.status === 'registered' && wanted.status === 'pending';
}
