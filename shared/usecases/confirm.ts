import type { Registration } from '../domain/registration.ts';
import { isOpen, type Session } from '../domain/session.ts';
import { hasOptedOut } from '../domain/wish.ts';
import { confirmRegistration, pendingRegistrations } from '../table/registration-items.ts';
import { getSession } from '../table/session-items.ts';
import type { Table } from '../table/table.ts';
import { optInToEvent } from './change-wishes.ts';
import type { LinkedRegistration } from './open-link.ts';

interface ConfirmDeps {
  table: Table;
  now: () => number;
}

/**
 * The act behind a confirm link: it lifts an opt-out for this event, then the registration stands, and with it whatever
 * else of this event waits for the same word: the request to confirm is mailed once per event.
 * In this order, so that the confirmation mail, which the second write brings about, finds itself wanted.
 */
export async function confirm(deps: ConfirmDeps, linked: LinkedRegistration): Promise<void> {
  const { event, session, participant, registration } = linked;
  if (registration.status !== 'pending') return;
  if (event.doubleOptIn || hasOptedOut(participant, event.id))
    await optInToEvent(deps.table, participant.id, event.id);
  await settle(deps, registration, session);
  for (const other of await pendingRegistrations(deps.table, participant.id, event.id)) {
    if (other.sessionId === session.id) continue;
    const date = await getSession(deps.table, other.sessionId);
    if (date && isOpen(date, deps.now())) await settle(deps, other, date);
  }
}

async function settle(deps: ConfirmDeps, registration: Registration, session: Session): Promise<void> {
  const confirmedAt = new Date(deps.now()).toISOString();
  const outcome = await confirmRegistration(deps.table, registration, {
    status: 'registered',
    confirmedAt,
    seatOf: session.capacity,
  });
  if (outcome === 'full')
    await confirmRegistration(deps.table, registration, { status: 'waitlisted', confirmedAt });
}
