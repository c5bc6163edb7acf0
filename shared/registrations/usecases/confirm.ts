import type { Registration } from '../domain/registration.ts';
import { isOpen, type Session } from '../../events/domain/session.ts';
import { hasOptedOut } from '../../people/domain/wish.ts';
import { confirmRegistration, raiseMailRound } from '../table/change-registrations.ts';
import { historyItem } from '../../people/table/history-items.ts';
import { getRegistration, pendingRegistrations } from '../table/registration-items.ts';
import { resolveIdentity } from '../../people/table/resolve-identity.ts';
import { getSession } from '../../events/table/session-items.ts';
import type { Table } from '../../platform/table/table.ts';
import { optInToEvent } from '../../people/usecases/change-wishes.ts';
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
  if (!mayConfirm(linked)) return;
  if (event.doubleOptIn || hasOptedOut(participant, event.id))
    await optInToEvent(deps.table, participant, event.id, new Date(deps.now()).toISOString());
  if (registration.status === 'pending') await settle(deps, registration, session);
  else await makeDueAgain(deps.table, registration);
  // While a merge is at work, some wait under the former id and some under that of the person they are now.
  const { id: current } = await resolveIdentity(deps.table, participant.id);
  for (const id of new Set([registration.participantId, current]))
    for (const other of await pendingRegistrations(deps.table, id, event.id)) {
      if (other.sessionId === session.id) continue;
      const date = await getSession(deps.table, other.sessionId);
      if (date && isOpen(date, deps.now())) await settle(deps, other, date);
    }
}

/** Whether the link's button still has something to do. */
export function mayConfirm({ event, participant, registration }: LinkedRegistration): boolean {
  if (registration.status === 'pending') return true;
  const hasPlace = registration.status === 'registered' || registration.status === 'waitlisted';
  return hasPlace && hasOptedOut(participant, event.id);
}

async function settle(deps: ConfirmDeps, registration: Registration, session: Session): Promise<void> {
  const confirmedAt = new Date(deps.now()).toISOString();
  const { participantId, sessionId, eventId } = registration;
  const told = historyItem(deps.table, {
    participantId,
    at: confirmedAt,
    act: sessionId,
    kind: 'registration-confirmed',
    actor: 'participant',
    origin: 'page',
    data: { sessionId, eventId },
  });
  const place = { status: 'registered', confirmedAt, seatOf: session.capacity } as const;
  const first = await confirmRegistration(deps.table, registration, place, [told]);
  const waiting = { status: 'waitlisted', confirmedAt } as const;
  const outcome =
    first === 'full' ? await confirmRegistration(deps.table, registration, waiting, [told]) : first;
  if (outcome !== 'not-pending') return;
  const moved = await whereMoved(deps.table, registration);
  if (moved?.status === 'pending') await settle(deps, moved, session);
}

async function makeDueAgain(table: Table, registration: Registration): Promise<void> {
  if (await raiseMailRound(table, registration)) return;
  const moved = await whereMoved(table, registration);
  if (moved && moved.status !== 'cancelled') await makeDueAgain(table, moved);
}

/** The registration that this one has become part of since it was read, because its person was merged. */
async function whereMoved(
  table: Table,
  { sessionId, participantId, linkEpoch }: Registration,
): Promise<Registration | undefined> {
  const { id } = await resolveIdentity(table, participantId);
  if (id === participantId) return undefined;
  const moved = await getRegistration(table, sessionId, id);
  // A link is good as long as nobody has revoked it.
  return moved?.mergedFrom?.[participantId]?.linkEpoch === linkEpoch ? moved : undefined;
}
