import { hasOptedOut } from '../domain/wish.ts';
import { confirmRegistration } from '../table/registration-items.ts';
import type { Table } from '../table/table.ts';
import { optInToEvent } from './change-wishes.ts';
import type { LinkedRegistration } from './open-link.ts';

/**
 * The act behind a confirm link: it lifts an opt-out for this event, then the registration stands.
 * In this order, so that the confirmation mail, which the second write brings about, finds itself wanted.
 */
export async function confirm(
  deps: { table: Table; now: () => number },
  linked: LinkedRegistration,
): Promise<void> {
  const { event, session, participant, registration } = linked;
  if (registration.status !== 'pending') return;
  if (hasOptedOut(participant, event.id)) await optInToEvent(deps.table, participant.id, event.id);
  const confirmedAt = new Date(deps.now()).toISOString();
  const outcome = await confirmRegistration(deps.table, registration, {
    status: 'registered',
    confirmedAt,
    seatOf: session.capacity,
  });
  if (outcome === 'full')
    await confirmRegistration(deps.table, registration, { status: 'waitlisted', confirmedAt });
}
