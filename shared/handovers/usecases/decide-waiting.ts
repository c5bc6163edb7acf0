import { getEvent } from '../../events/table/event-items.ts';
import { getSession } from '../../events/table/session-items.ts';
import { resolvePerson } from '../../people/table/resolve-identity.ts';
import type { Table } from '../../platform/table/table.ts';
import { getRegistration } from '../../registrations/table/registration-items.ts';
import { isStale } from '../../rules/domain/fire.ts';
import { attendanceOf, decideAfterWait, decideAudience } from '../domain/decide-audience.ts';
import { mayBeHandedOver, type Delivery } from '../domain/delivery.ts';
import { putDeliveryBody } from '../table/delivery-body-items.ts';
import { getHandovers } from '../table/handover-items.ts';
import { handOverBody } from './hand-over-body.ts';

/** What is to be done with a delivery that waited for a verdict; `body`: what it posts now that there is one. */
export type Decided = { body?: string } | { skip: string } | 'undecided';

/**
 * Decides about a delivery that waits for word of whether its person was there: by the verdict if there is one, when its time
 * is over by what the rule says. Its body then tells of the verdict; nobody has seen the one before. All others go on as they
 * are.
 */
export async function decideWaiting(
  table: Table,
  delivery: Delivery,
  nowMs: number,
): Promise<Exclude<Decided, 'undecided'>> {
  const decided = await decideByVerdict(table, delivery, nowMs);
  return decided === 'undecided' ? {} : decided;
}

/** The same before its time is over: it may stay undecided. */
export async function decideByVerdict(table: Table, delivery: Delivery, nowMs: number): Promise<Decided> {
  const { undecidedUntil, eventId, sessionId, ruleId, runId, dueAt = '' } = delivery;
  if (undecidedUntil === undefined || eventId === undefined || sessionId === undefined) return {};
  const [{ rules }, event, session, registration, person] = await Promise.all([
    getHandovers(table, eventId),
    getEvent(table, eventId),
    getSession(table, sessionId),
    getRegistration(table, sessionId, delivery.participantId),
    resolvePerson(table, delivery.participantId),
  ]);
  const rule = rules.find(({ id }) => id === ruleId);
  // What is missing of these is told by what comes next.
  if (!rule || !event || !mayBeHandedOver(person)) return {};
  if (!session || isStale({ dueAt }, rule, session)) return { skip: 'The session was moved or cancelled.' };
  if (registration?.status !== 'registered') return { skip: 'The person is not registered any more.' };
  const known = { attendance: attendanceOf(registration), isOnline: false };
  const isOver = Date.parse(undecidedUntil) <= nowMs;
  const verdict = isOver ? decideAfterWait(rule, known) : decideAudience(rule, known);
  if (verdict === 'undecided') return 'undecided';
  if (verdict === 'not-meant') return { skip: skipReason(known.attendance) };
  const body = handOverBody({ runId, dueAt }, { event, session }, registration, person);
  await putDeliveryBody(table, delivery, body);
  return { body };
}

const skipReason = (attendance: string): string =>
  attendance === 'unknown'
    ? 'Nobody knew in time whether the person was there.'
    : 'By the verdict the person is not in the audience.';
