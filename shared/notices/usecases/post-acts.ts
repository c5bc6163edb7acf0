import { handOverSession } from '../../handovers/domain/hand-over-session.ts';
import type { Event } from '../../events/domain/event.ts';
import type { Session } from '../../events/domain/session.ts';
import { getEvent } from '../../events/table/event-items.ts';
import { getSessions } from '../../events/table/session-items.ts';
import { mayBeHandedOver, type NewDelivery } from '../../handovers/domain/delivery.ts';
import { handOverParticipant } from '../../handovers/domain/hand-over-participant.ts';
import { insertDeliveries } from '../../handovers/table/delivery-items.ts';
import type { Participant } from '../../people/domain/participant.ts';
import { personIn, resolveIdentities } from '../../people/table/resolve-identity.ts';
import { INSERT_BATCH } from '../../platform/table/insert-new.ts';
import type { Table } from '../../platform/table/table.ts';
import { chunks } from '../../platform/values/chunks.ts';
import {
  answersOf,
  belongsToSomebody,
  registrationId,
  type Registration,
} from '../../registrations/domain/registration.ts';
import { getRegistrations } from '../../registrations/table/registration-items.ts';
import { actRunOf, MOST_ROUNDS } from '../domain/act-run.ts';
import type { ActDone } from '../domain/act.ts';
import { wantsAct, type Notice } from '../domain/notice.ts';

/** What webhooks are told of beside the act. */
interface Found {
  event: Event;
  sessions: Map<string, Session>;
  registrations: Map<string, Registration>;
  personOf: (participantId: string) => Participant | undefined;
}

/**
 * Makes a delivery of each act for each webhook that wants it; one that is there already stays as it is, so that an act that
 * comes twice is posted once.
 */
export async function postActs(
  { table }: { table: Table },
  notices: readonly Notice[],
  acts: readonly ActDone[],
  at: string,
): Promise<void> {
  const wanted = notices.flatMap(({ id, webhook }) =>
    acts
      .filter((done) => wantsAct(webhook, done) && done.round <= MOST_ROUNDS)
      .map((done) => ({ noticeId: id, done })),
  );
  if (wanted.length === 0) return;
  const found = await findSubjects(table, acts);
  if (!found) return;
  const deliveries = wanted.flatMap(({ noticeId, done }) => deliveryOf(noticeId, done, found, at) ?? []);
  const each = new Map(deliveries.map((one) => [`${one.runId} ${one.participantId}`, one]));
  for (const batch of chunks([...each.values()], INSERT_BATCH)) await insertDeliveries(table, batch);
}

async function findSubjects(table: Table, acts: readonly ActDone[]): Promise<Found | undefined> {
  const ids = new Map(acts.map((one) => [registrationId(one), one]));
  const participantIds = [...new Set(acts.map(({ participantId }) => participantId))];
  const [event, sessions, registrations, people] = await Promise.all([
    getEvent(table, acts[0]?.eventId ?? ''),
    getSessions(table, [...new Set(acts.map(({ sessionId }) => sessionId))]),
    getRegistrations(table, [...ids.values()]),
    resolveIdentities(table, participantIds),
  ]);
  return (
    event && {
      event,
      sessions: new Map(sessions.map((one) => [one.id, one])),
      registrations: new Map(registrations.map((one) => [registrationId(one), one])),
      personOf: (id) => personIn(people.get(id)),
    }
  );
}

function deliveryOf(
  noticeId: string,
  done: ActDone,
  found: Found,
  createdAt: string,
): NewDelivery | undefined {
  const { sessionId, participantId } = done;
  const registration = found.registrations.get(registrationId(done));
  const person = found.personOf(participantId);
  if (!registration || !belongsToSomebody(registration) || !mayBeHandedOver(person)) return undefined;
  const runId = actRunOf(noticeId, done);
  return {
    ...{ runId, participantId, sessionId, destinationOf: noticeId, createdAt },
    ...{ status: 'pending', attempts: 0, round: 1, nextAttemptAt: createdAt, log: [] },
    body: JSON.stringify(bodyOf(done, createdAt, found, registration, person)),
  };
}

/** `{type, timestamp, data}` as Standard Webhooks asks for. */
function bodyOf(
  { act, sessionId }: ActDone,
  at: string,
  { event, sessions }: Found,
  registration: Registration,
  person: Participant,
) {
  const { status, source, createdAt } = registration;
  const session = sessions.get(sessionId);
  return {
    type: `registration.${act.replace('-', '_')}`,
    timestamp: at,
    data: {
      event: { id: event.id, title: event.title },
      session: session && handOverSession(session),
      registration: {
        id: registrationId(registration),
        ...{ status, source, createdAt },
        answers: answersOf(registration),
      },
      participant: handOverParticipant(person),
    },
  };
}
