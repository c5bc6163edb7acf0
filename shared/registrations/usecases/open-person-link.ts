import type { Event } from '../../events/domain/event.ts';
import { readLinkToken, readPersonToken, type LinkKey } from '../../platform/access/link-token.ts';
import type { Participant } from '../../people/domain/participant.ts';
import type { Wish } from '../../people/domain/wish.ts';
import { getEvent } from '../../events/table/event-items.ts';
import { belongsToSomebody } from '../domain/registration.ts';
import { registrationsOf } from '../table/person-items.ts';
import { resolveIdentity } from '../../people/table/resolve-identity.ts';
import type { Table } from '../../platform/table/table.ts';

/** Whom a link to preferences leads to, with the events they know us by, the latest first. */
export interface LinkedPerson {
  /** The address that the link was mailed to: what its holder says is said there, whoever the person's mails go to now. */
  addressId: string;
  wish: Wish;
  /**
   * The person, where the link speaks for them. Otherwise mail to them goes elsewhere by now and its holder may be
   * somebody else, or there is nobody (deleted, erased), or the registration it was about is not there: whoever holds the
   * link may stop mails, which does no harm, but neither turn them on nor learn anything.
   */
  person?: Participant;
  events: Event[];
}

const MOST_EVENTS = 20;

/**
 * Follows a link of a mailing, or what is left of one about a registration; undefined for a token that is none of ours.
 * Any genuine link unsubscribes, however old: the word of somebody who presses that button is never lost.
 */
export async function openPersonLink(
  deps: { table: Table; linkKeys: LinkKey[] },
  token: string,
): Promise<LinkedPerson | undefined> {
  const ofPerson = readPersonToken(deps.linkKeys, 'preferences', token);
  const target = ofPerson ?? readLinkToken(deps.linkKeys, 'preferences', token);
  if (!target) return undefined;
  const { addressId } = target;
  const { id, found } = await resolveIdentity(deps.table, addressId);
  if (!found) return undefined;
  if (found.kind === 'erased') return { addressId, wish: found.wish, events: [] };
  const { person } = found;
  const speaksFor = person.deletedAt === undefined && ofPerson?.wasMailedTo(person.email) === true;
  if (!speaksFor) return { addressId, wish: person, events: [] };
  const ids = await latestEvents(deps.table, id);
  const events = await Promise.all(ids.map((eventId) => getEvent(deps.table, eventId)));
  return { addressId, wish: person, person, events: events.filter((event) => event !== undefined) };
}

async function latestEvents(table: Table, id: string): Promise<string[]> {
  const ids = new Set<string>();
  for await (const page of registrationsOf(table, id)) {
    for (const { eventId } of page.filter(belongsToSomebody)) ids.add(eventId);
    if (ids.size >= MOST_EVENTS) break;
  }
  return [...ids].slice(0, MOST_EVENTS);
}
