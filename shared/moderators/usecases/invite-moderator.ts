import type { TableChange } from '../../platform/table/read-change.ts';
import { sessionChangeBetween } from '../../events/domain/session-change.ts';
import { Session } from '../../events/domain/session.ts';
import { Moderator } from '../domain/moderator.ts';
import type { ModeratorMessage } from './moderator-message.ts';

type Asked = { confirmations: ModeratorMessage[] };

/** Whoever is new on a team, or among the speakers, gets their link. */
export function inviteModerator({ before, after }: TableChange): Asked {
  if (before || !after) return { confirmations: [] };
  const { ownerId, addressId, linkEpoch } = Moderator.parse(after);
  return { confirmations: [{ invited: { ownerId, addressId, linkEpoch } }] };
}

/** Those who moderate a session are told when it was moved or cancelled. */
export function announceToModerators({ before, after }: TableChange): Asked {
  const change = before && after && sessionChangeBetween(Session.parse(before), Session.parse(after));
  // Their link leads to the room, whichever it is.
  const isTold = change !== undefined && change.linksVersion === undefined;
  return { confirmations: isTold ? [{ toModerators: change }] : [] };
}
