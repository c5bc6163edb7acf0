import { formerChannelsOf } from './former-channels.ts';
import type { Participant } from './participant.ts';
import { moveAddress } from './move-address.ts';
import { Wish } from './wish.ts';

/**
 * A deleted person as the one who is entered in their place, by hand or by a file. All that was known of them goes, also an
 * address or a place in a channel that is not named again; what they said about mail stays, and what was said at an address
 * stays with that address.
 */
export function reenterDeleted(
  deleted: Participant,
  fresh: Participant,
  addressIdOf: (person: Pick<Participant, 'email'>) => string | undefined,
): Participant {
  const { id, version, aliases } = deleted;
  const formerChannels = formerChannelsOf(deleted, fresh.channel);
  const wish = Wish.parse(moveAddress(deleted, addressIdOf(deleted), addressIdOf(fresh)));
  return { ...fresh, ...wish, id, version, aliases, formerChannels };
}
