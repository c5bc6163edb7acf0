import { readLinkToken, type LinkKey, type LinkPurpose } from '../../platform/access/link-token.ts';
import { belongsToSomebody, type Registration } from '../domain/registration.ts';
import { getEvent } from '../../events/table/event-items.ts';
import { recentEvent, recentSession } from '../../events/table/recent-events.ts';
import { resolveIdentity } from '../../people/table/resolve-identity.ts';
import type { Registrant } from '../table/registrant-items.ts';
import { getRegistration } from '../table/registration-items.ts';
import { getSession } from '../../events/table/session-items.ts';
import type { Table } from '../../platform/table/table.ts';

/** Everything a personal link leads to. */
export type LinkedRegistration = Registrant;

/**
 * Follows a personal link; undefined for a forged, revoked or foreign one, and for one whose people are gone. Joining
 * aside, a link speaks for the person only as long as mail to them goes where it was mailed: its holder may be somebody
 * else by now. The way into a room, which all open at the same moment, may show event and session as a moment ago.
 */
export async function openLink(
  deps: { table: Table; linkKeys: LinkKey[]; now: () => number },
  purpose: LinkPurpose,
  token: string,
): Promise<LinkedRegistration | undefined> {
  const target = readLinkToken(deps.linkKeys, purpose, token);
  if (!target) return undefined;
  const read = purpose === 'join' ? momentAgo : now;
  const [atOwn, { id, found }, session] = await Promise.all([
    getRegistration(deps.table, target.sessionId, target.participantId),
    resolveIdentity(deps.table, target.participantId),
    read.session(deps.table, target.sessionId, deps.now()),
  ]);
  if (found?.kind !== 'person' || found.person.deletedAt !== undefined || !session) return undefined;
  if (purpose !== 'join' && !target.wasMailedTo(found.person.email)) return undefined;
  // Of a merged person: it is on its way to the person they are now, or there.
  const registration =
    atOwn ??
    (id === target.participantId ? undefined : await getRegistration(deps.table, target.sessionId, id));
  if (!registration || !belongsToSomebody(registration)) return undefined;
  if (epochFor(registration, target.participantId) !== target.linkEpoch) return undefined;
  const event = await read.event(deps.table, session.eventId, deps.now());
  if (!event) return undefined;
  const here = { event, session, participant: found.person, registration };
  return registration.movedTo === undefined ? here : whereMoved(deps.table, here);
}

/** Changes of date that one link follows. */
const MOST_MOVES = 10;

/** The date that its person went to: an old link goes on leading them to the one that they have. */
async function whereMoved(table: Table, from: LinkedRegistration): Promise<LinkedRegistration> {
  let here = from;
  for (let move = 0; move < MOST_MOVES; move += 1) {
    const { status, movedTo, participantId } = here.registration;
    if (status !== 'cancelled' || movedTo === undefined) return here;
    const [registration, session] = await Promise.all([
      getRegistration(table, movedTo.sessionId, participantId),
      getSession(table, movedTo.sessionId),
    ]);
    if (!session || registration?.linkEpoch !== movedTo.linkEpoch || !belongsToSomebody(registration))
      return here;
    here = { ...here, session, registration };
  }
  return here;
}

const now = { session: getSession, event: getEvent };
const momentAgo = { session: recentSession, event: recentEvent };

/** The epoch that links mailed to the person, or to who has become part of them since, must carry. */
function epochFor(registration: Registration, participantId: string): number | undefined {
  if (registration.participantId === participantId) return registration.linkEpoch;
  return registration.mergedFrom?.[participantId]?.linkEpoch;
}
