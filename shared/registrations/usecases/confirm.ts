import { needsApproval } from '../domain/entry.ts';
import { awaitsApproval, type Registration } from '../domain/registration.ts';
import type { Event } from '../../events/domain/event.ts';
import { isOpen, type Session } from '../../events/domain/session.ts';
import { hasOptedOut } from '../../people/domain/wish.ts';
import { awaitApproval } from '../table/await-approval.ts';
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

/** A registration that waits for its person's word, and its date. */
interface WaitingDate {
  registration: Registration;
  session: Session;
}

/** What a confirm link can still do. */
export interface ConfirmableDates {
  /** Registrations that the word makes stand: the link's own, and whatever else of the event waits for the same word. */
  waiting: WaitingDate[];
  /** The person has a place already, and gets mail about the event again. */
  asksAgain: boolean;
}

/**
 * What the link's button still has to do. A date that is over or cancelled gives nobody a place, whichever way they come:
 * its link is as good as none, unless the same word opens another date of the event.
 */
export async function confirmableDates(
  deps: ConfirmDeps,
  { event, session, participant, registration }: LinkedRegistration,
): Promise<ConfirmableDates> {
  if (event.archivedAt !== undefined) return { waiting: [], asksAgain: false };
  const isOn = isOpen(session, deps.now());
  const hasPlace = registration.status === 'registered' || registration.status === 'waitlisted';
  const own = isOn && asksForWord(registration) ? [{ registration, session }] : [];
  if (registration.status === 'cancelled') return { waiting: [], asksAgain: false };
  const others = await otherDates(deps, registration, participant.id);
  return {
    waiting: [...own, ...others],
    asksAgain: isOn && hasPlace && hasOptedOut(participant, event.id),
  };
}

const asksForWord = (one: Registration): boolean => one.status === 'pending' && !awaitsApproval(one);

/** Of the event, that wait for the same word: the request to confirm is mailed once per event. */
async function otherDates(
  { table, now }: ConfirmDeps,
  registration: Registration,
  personId: string,
): Promise<WaitingDate[]> {
  const found: WaitingDate[] = [];
  // While a merge is at work, some wait under the former id and some under that of the person they are now.
  for (const id of new Set([registration.participantId, personId]))
    for (const other of await pendingRegistrations(table, id, registration.eventId)) {
      if (other.sessionId === registration.sessionId || awaitsApproval(other)) continue;
      const session = await getSession(table, other.sessionId);
      if (session && isOpen(session, now())) found.push({ registration: other, session });
    }
  return found;
}

/**
 * The act behind a confirm link: it lifts an opt-out for this event, then whatever waits for the word stands.
 * In this order, so that the confirmation mail, which the second write brings about, finds itself wanted.
 */
export async function confirm(deps: ConfirmDeps, linked: LinkedRegistration): Promise<void> {
  const { event, participant, registration } = linked;
  const { waiting, asksAgain } = await confirmableDates(deps, linked);
  if (waiting.length === 0 && !asksAgain) return;
  if (event.doubleOptIn || hasOptedOut(participant, event.id))
    await optInToEvent(deps.table, participant, event.id, new Date(deps.now()).toISOString());
  if (asksAgain) await makeDueAgain(deps.table, registration);
  for (const one of waiting) await settle(deps, event, one.registration, one.session);
  if (waiting.length > 0) await settleMeanwhile(deps, linked, waiting);
}

/** What a merge brought in between under the id of the person they are now. */
async function settleMeanwhile(
  deps: ConfirmDeps,
  { event, participant, registration }: LinkedRegistration,
  done: readonly WaitingDate[],
): Promise<void> {
  const { id: current } = await resolveIdentity(deps.table, participant.id);
  const settled = new Set(done.map(({ session }) => session.id));
  for (const one of await otherDates(deps, registration, current))
    if (!settled.has(one.session.id)) await settle(deps, event, one.registration, one.session);
}

async function settle(
  deps: ConfirmDeps,
  event: Event,
  registration: Registration,
  session: Session,
): Promise<void> {
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
  const to = { confirmedAt, hasSeats: session.capacity !== undefined };
  const outcome = needsApproval(event, registration)
    ? await awaitApproval(deps.table, registration, confirmedAt, [told])
    : await confirmRegistration(deps.table, registration, to, [told]);
  if (outcome !== 'not-pending') return;
  const moved = await whereMoved(deps.table, registration);
  if (moved && asksForWord(moved)) await settle(deps, event, moved, session);
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
