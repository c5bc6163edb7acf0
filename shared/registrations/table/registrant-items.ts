import { Event } from '../../events/domain/event.ts';
import { Participant } from '../../people/domain/participant.ts';
import { belongsToSomebody, Registration } from '../domain/registration.ts';
import { Session } from '../../events/domain/session.ts';
import { getItems } from '../../platform/table/get-items.ts';
import { readItem } from '../../platform/table/item.ts';
import { eventKey, sessionKey } from '../../events/table/event-keys.ts';
import { participantKey } from '../../people/table/person-keys.ts';
import { registrationKey } from './registration-keys.ts';
import { resolveIdentities } from '../../people/table/resolve-identity.ts';
import type { Table } from '../../platform/table/table.ts';

/** A registration with everything that a mail about it needs. */
export interface Registrant {
  event: Event;
  session: Session;
  participant: Participant;
  registration: Registration;
}

interface RegistrantIds {
  eventId: string;
  sessionId: string;
  participantId: string;
}

/**
 * Reads all four in one consistent call; undefined when one of them is gone. If the person was merged, it is the one they
 * are now, with their own registration until it has been merged into that person's.
 */
export async function readRegistrant(table: Table, ids: RegistrantIds): Promise<Registrant | undefined> {
  const found = await readParts(table, ids);
  const pointer = found.get('pointer');
  const own = found.get('registration');
  if (!pointer) return registrantOf(found);
  const identity = (await resolveIdentities(table, [ids.participantId])).get(ids.participantId);
  if (identity?.found?.kind !== 'person') return undefined;
  const { person } = identity.found;
  const parts = own ? found : await readParts(table, { ...ids, participantId: person.id });
  return registrantOf(parts, person);
}

async function readParts(
  table: Table,
  { eventId, sessionId, participantId }: RegistrantIds,
): Promise<Map<unknown, Record<string, unknown>>> {
  const items = await getItems(table, [
    eventKey(eventId),
    sessionKey(sessionId),
    participantKey(participantId),
    registrationKey(sessionId, participantId),
  ]);
  return new Map(items.map((item) => [item['entity'], item]));
}

function registrantOf(
  found: Map<unknown, Record<string, unknown>>,
  person?: Participant,
): Registrant | undefined {
  const [event, session, atKey, registration] = ['event', 'session', 'participant', 'registration'].map(
    (entity) => found.get(entity),
  );
  const participant = person ?? (atKey && readItem(Participant, 'participant', atKey));
  if (!event || !session || !participant || !registration) return undefined;
  const read = readItem(Registration, 'registration', registration);
  if (!belongsToSomebody(read)) return undefined;
  return {
    event: readItem(Event, 'event', event),
    session: readItem(Session, 'session', session),
    participant,
    registration: read,
  };
}
