import type { Event } from '../../events/domain/event.ts';
import { getEvent } from '../../events/table/event-items.ts';
import { resolveIdentity } from '../../people/table/resolve-identity.ts';
import { readLinkToken, type LinkKey } from '../../platform/access/link-token.ts';
import type { Table } from '../../platform/table/table.ts';
import { getRegistration } from '../table/registration-items.ts';

/**
 * The event of a place whose holder handed it over, by the link that became void with that; undefined for every other link.
 * Only whom it was mailed to learns it.
 */
export async function wasHandedOver(
  { table, linkKeys }: { table: Table; linkKeys: LinkKey[] },
  token: string,
): Promise<Event | undefined> {
  const target = readLinkToken(linkKeys, 'registrations', token);
  if (!target) return undefined;
  const { sessionId, participantId, linkEpoch } = target;
  const [registration, { found }] = await Promise.all([
    getRegistration(table, sessionId, participantId),
    resolveIdentity(table, participantId),
  ]);
  const isTheirs = found?.kind === 'person' && target.wasMailedTo(found.person.email);
  if (!isTheirs || registration?.handedOverAt === undefined) return undefined;
  return registration.linkEpoch === linkEpoch + 1 ? getEvent(table, registration.eventId) : undefined;
}
