import { readLinkToken, type LinkKey, type LinkPurpose } from '../domain/link-token.ts';
import { getEvent } from '../table/event-items.ts';
import { getParticipant } from '../table/participant-items.ts';
import type { Registrant } from '../table/registrant-items.ts';
import { getRegistration } from '../table/registration-items.ts';
import { getSession } from '../table/session-items.ts';
import type { Table } from '../table/table.ts';

/** Everything a personal link leads to. */
export type LinkedRegistration = Registrant;

/** Follows a personal link; undefined for a forged, revoked or foreign one, and for one whose people are gone. */
export async function openLink(
  deps: { table: Table; linkKeys: LinkKey[] },
  purpose: LinkPurpose,
  token: string,
): Promise<LinkedRegistration | undefined> {
  const target = readLinkToken(deps.linkKeys, purpose, token);
  if (!target) return undefined;
  const [registration, participant, session] = await Promise.all([
    getRegistration(deps.table, target.sessionId, target.participantId),
    getParticipant(deps.table, target.participantId),
    getSession(deps.table, target.sessionId),
  ]);
  if (
    !registration ||
    registration.epoch !== target.epoch ||
    !participant ||
    participant.deletedAt ||
    !session
  )
    return undefined;
  const event = await getEvent(deps.table, session.eventId);
  return event && { event, session, participant, registration };
}
