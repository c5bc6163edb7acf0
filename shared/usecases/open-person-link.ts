import type { Event } from '../domain/event.ts';
import { readPersonToken, type LinkKey } from '../domain/link-token.ts';
import type { Participant } from '../domain/participant.ts';
import { getEvent } from '../table/event-items.ts';
import { registrationsOfPerson } from '../table/registration-items.ts';
import { resolvePerson } from '../table/resolve-identity.ts';
import type { Table } from '../table/table.ts';

/** Whom a link of a person leads to, with the events they know us by, the latest first. */
export interface LinkedPerson {
  person: Participant;
  events: Event[];
}

const MOST_EVENTS = 20;

/** Follows a link from a mailing; undefined for a token that is none, and for somebody who is gone. */
export async function openPersonLink(
  deps: { table: Table; linkKeys: LinkKey[] },
  token: string,
): Promise<LinkedPerson | undefined> {
  const id = readPersonToken(deps.linkKeys, 'preferences', token);
  const person = id === undefined ? undefined : await resolvePerson(deps.table, id);
  if (!person || person.deletedAt !== undefined) return undefined;
  const { registrations } = await registrationsOfPerson(deps.table, person.id, undefined);
  const ids = [...new Set(registrations.map(({ eventId }) => eventId).reverse())].slice(0, MOST_EVENTS);
  const events = await Promise.all(ids.map((eventId) => getEvent(deps.table, eventId)));
  return { person, events: events.filter((event) => event !== undefined) };
}
