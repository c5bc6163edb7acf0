import { makeLinkToken, readLinkToken, type LinkKey } from '../../platform/access/link-token.ts';
import { idDigits } from '../../platform/values/ids.ts';
import { isSpeaker, type Moderator } from '../domain/moderator.ts';

/** Which moderator of what a link is for. */
export interface ModeratorTarget {
  ownerId: string;
  addressId: string;
  linkEpoch: number;
}

/** The token of the one link by which somebody moderates, whatever is added or moved. */
export function makeModeratorToken(key: LinkKey, moderator: Moderator): string {
  const { ownerId, addressId, linkEpoch, email } = moderator;
  const target = { sessionId: ownerId, participantId: addressId, linkEpoch, email };
  return makeLinkToken(key, isSpeaker(moderator) ? 'speak' : 'moderate', target);
}

/** Whom a genuine token is for; undefined for anything else. */
export function readModeratorToken(keys: LinkKey[], token: string): ModeratorTarget | undefined {
  const ofTeam = readLinkToken(keys, 'moderate', token);
  const target = ofTeam ?? readLinkToken(keys, 'speak', token);
  if (!target) return undefined;
  const { sessionId, participantId: addressId, linkEpoch } = target;
  const ownerId = ofTeam ? `evt_${idDigits(sessionId)}` : sessionId;
  return { ownerId, addressId, linkEpoch };
}
