import type { NewDelivery } from '../domain/delivery.ts';
import { handOverParticipant } from '../domain/hand-over-participant.ts';
import type { Event } from '../../events/domain/event.ts';
import type { Participant } from '../../people/domain/participant.ts';
import { answersOf, registrationId, type Registration } from '../../registrations/domain/registration.ts';
import type { HandoverJob } from '../domain/handover-job.ts';
import type { Session } from '../../events/domain/session.ts';
import { getEvent } from '../../events/table/event-items.ts';
import { getSession } from '../../events/table/session-items.ts';
import type { Table } from '../../platform/table/table.ts';

/** What a run sends besides the people. */
export interface HandoverSubject {
  event: Event;
  session: Session;
}

export async function readHandoverSubject(table: Table, job: HandoverJob): Promise<HandoverSubject> {
  const [event, session] = await Promise.all([
    getEvent(table, job.eventId),
    getSession(table, job.fire.sessionId),
  ]);
  if (!event || !session) throw new Error('The event or session of a hand-over is gone.');
  return { event, session };
}

/** A delivery whose body is fixed with the audience: every attempt posts the same. */
export function newDelivery(
  job: HandoverJob,
  subject: HandoverSubject,
  registration: Registration,
  person: Participant,
  nowMs: number,
): NewDelivery {
  const createdAt = new Date(nowMs).toISOString();
  return {
    runId: job.id,
    participantId: person.id,
    sessionId: registration.sessionId,
    eventId: job.eventId,
    ruleId: job.fire.ruleId,
    status: 'pending',
    attempts: 0,
    round: 1,
    body: JSON.stringify(bodyOf(job, subject, registration, person)),
    nextAttemptAt: createdAt,
    createdAt,
    log: [],
  };
}

/** `{type, timestamp, data}` as Standard Webhooks asks for. */
function bodyOf(
  job: HandoverJob,
  { event, session }: HandoverSubject,
  registration: Registration,
  person: Participant,
) {
  const { status, source, createdAt } = registration;
  const answers = answersOf(registration);
  return {
    type: 'registration.handed_over',
    timestamp: job.fire.dueAt,
    data: {
      runId: job.id,
      event: { id: event.id, title: event.title },
      session: {
        id: session.id,
        name: session.name,
        startsAt: session.startsAt,
        timeZone: session.timeZone,
        startsAtUtc: session.startsAtUtc,
        durationMinutes: session.durationMinutes,
      },
      registration: { id: registrationId(registration), status, source, answers, createdAt },
      participant: handOverParticipant(person),
    },
  };
}
