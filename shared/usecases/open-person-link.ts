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
  /**
   * The link was mailed to an address that mail to the person no longer goes to: its holder may be somebody else by now.
   * They may stop mails, which does no harm, but neither turn them on nor learn anything of the person.
   */
  isFormer: boolean;
}

const MOST_EVENTS = 20;

/** Follows a link from a mailing; undefined for a token that is none, and for somebody who is gone. */
export async function openPersonLink(
  deps: { table: Table; linkKeys: LinkKey[] },
  token: string,
): Promise<LinkedPerson | undefined> {
  const target = readPersonToken(deps.linkKeys, 'preferences', token);
  const person = target && (await resolvePerson(deps.table, target.participantId));
  if (!person || person.deletedAt !== undefined) return undefined;
  if (!target.wasMailedTo(person.email)) return { person, events: [], isFormer: true };
  const { registrations } = await registrationsOfPerson(deps.table, person.id, undefined);
  const ids = [...new Set(registrations.map(({ eventId }) => eventId).reverse())].slice(0, MOST_EVENTS);
  const events = await Promise.all(ids.map((eventId) => getEvent(deps.table, eventId)));
  return { person, events: events.filter((event) => event !== undefined), isFormer: false };
}
