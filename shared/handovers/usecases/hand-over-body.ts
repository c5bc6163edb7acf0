import { handOverSession } from '../domain/hand-over-session.ts';
import type { Event } from '../../events/domain/event.ts';
import type { Session } from '../../events/domain/session.ts';
import { getEvent } from '../../events/table/event-items.ts';
import { getSession } from '../../events/table/session-items.ts';
import type { Participant } from '../../people/domain/participant.ts';
import type { Table } from '../../platform/table/table.ts';
import { pick } from '../../platform/values/pick.ts';
import { answersOf, registrationId, type Registration } from '../../registrations/domain/registration.ts';
import { handOverParticipant } from '../domain/hand-over-participant.ts';
import type { HandoverJob } from '../domain/handover-job.ts';

/** What a run sends besides the people. */
export interface HandoverSubject {
  event: Event;
  session: Session;
}

export async function readHandoverSubject(
  table: Table,
  { eventId, fire }: Pick<HandoverJob, 'eventId' | 'fire'>,
): Promise<HandoverSubject> {
  const [event, session] = await Promise.all([getEvent(table, eventId), getSession(table, fire.sessionId)]);
  if (!event || !session) throw new Error('The event or session of a hand-over is gone.');
  return { event, session };
}

/** Of which run it is, and of which moment. */
interface Moment {
  runId: string;
  dueAt: string;
  /** What happened, where that is why somebody is handed over. */
  happened?: string | undefined;
}

/**
 * `{type, timestamp, data}` as Standard Webhooks asks for, as text: fixed with the audience, so that every attempt posts the
 * same.
 */
export function handOverBody(
  { runId, dueAt, happened }: Moment,
  { event, session }: HandoverSubject,
  registration: Registration,
  person: Participant,
): string {
  const { status, source, createdAt, attendance } = registration;
  const answers = answersOf(registration);
  return JSON.stringify({
    type: 'registration.handed_over',
    timestamp: dueAt,
    data: {
      runId,
      happened,
      event: { id: event.id, title: event.title },
      session: handOverSession(session),
      registration: { id: registrationId(registration), status, source, answers, createdAt },
      attendance: attendance && pick(attendance, ['state', 'seconds', 'share']),
      participant: handOverParticipant(person),
    },
  });
}
