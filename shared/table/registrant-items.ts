import { BatchGetCommand } from '@aws-sdk/lib-dynamodb';
import { Event } from '../domain/event.ts';
import { Participant } from '../domain/participant.ts';
import { Registration } from '../domain/registration.ts';
import { Session } from '../domain/session.ts';
import { readItem } from './item.ts';
import { eventKey, participantKey, registrationKey, sessionKey } from './keys.ts';
import { retryUnprocessed } from './retry-unprocessed.ts';
import type { Table } from './table.ts';

/** A registration with everything that a mail about it is about. */
export interface Registrant {
  event: Event;
  session: Session;
  participant: Participant;
  registration: Registration;
}

/** Reads all four in one consistent call; undefined when one of them is gone. */
export async function readRegistrant(
  table: Table,
  ids: { eventId: string; sessionId: string; participantId: string },
): Promise<Registrant | undefined> {
  const found = new Map<unknown, Record<string, unknown>>();
  const { eventId, sessionId, participantId } = ids;
  const wanted = [
    eventKey(eventId),
    sessionKey(sessionId),
    participantKey(participantId),
    registrationKey(sessionId, participantId),
  ];
  await retryUnprocessed(wanted, async (keys) => {
    const answer = await table.client.send(
      new BatchGetCommand({ RequestItems: { [table.name]: { Keys: keys, ConsistentRead: true } } }),
    );
    for (const item of answer.Responses?.[table.name] ?? []) found.set(item['entity'], item);
    const left = new Set(answer.UnprocessedKeys?.[table.name]?.Keys?.map((key) => String(key['pk'])));
    return keys.filter((key) => left.has(key.pk));
  });
  const [event, session, participant, registration] = ['event', 'session', 'participant', 'registration'].map(
    (entity) => found.get(entity),
  );
  if (!event || !session || !participant || !registration) return undefined;
  return {
    event: readItem(Event, 'event', event),
    session: readItem(Session, 'session', session),
    participant: readItem(Participant, 'participant', participant),
    registration: readItem(Registration, 'registration', registration),
  };
}
