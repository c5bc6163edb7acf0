import { readChannelId } from '../../domain/channel-id.ts';
import { Refusal } from '../../domain/refusal.ts';

type Text = string | null | undefined;
interface Said {
  channel?: Text;
  externalId?: Text;
  profileUrl?: Text;
}

/**
 * What was said of a person with their id in a channel as imports read it, else a file would make a second person of
 * whom the API entered. `person`: who they are so far. Refuses what names nobody in the channel.
 */
export function asKept<T extends Said>(said: T, person: Said = {}): T {
  if (said.channel === undefined && said.externalId === undefined) return said;
  const { channel = person.channel, externalId = person.externalId } = said;
  if (!channel || !externalId) return said;
  const read = readChannelId(channel, externalId);
  if ('code' in read) throw new Refusal('invalid-input', read.message, [{ field: 'externalId', ...read }]);
  return { ...said, ...read, ...(said.profileUrl !== undefined && { profileUrl: said.profileUrl }) };
}
