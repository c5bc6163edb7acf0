import { formerChannelsOf } from './former-channels.ts';
import type { Participant } from './participant.ts';
import { moveAddress } from './move-address.ts';
import { Wish } from './wish.ts';

/**
 * A deleted person who is entered anew, by hand or by a file. Everything known of them goes, also an address or an id in a
 * channel that is not given again; their wishes stay, each with its address.
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
