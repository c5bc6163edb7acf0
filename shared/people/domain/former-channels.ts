import { Participant } from './participant.ts';

/**
 * The former channels of a person whose channel becomes this one (undefined for none): files may still name them by their
 * id in the channel they leave, and erasing looks there, too.
 */
export function formerChannelsOf(
  { channel: left, formerChannels }: Pick<Participant, 'channel' | 'formerChannels'>,
  channel: string | undefined,
): Set<string> | undefined {
  return left === undefined || left === channel ? formerChannels : new Set([...(formerChannels ?? []), left]);
}

/** Adds the channel that a patch takes a person out of to their former ones. */
export function keepFormerChannel(
  { set, remove }: { set: Record<string, unknown>; remove: string[] },
  person: Participant,
): void {
  const channel = Participant.shape.channel.parse(set['channel']) ?? person.channel;
  const former = formerChannelsOf(person, remove.includes('channel') ? undefined : channel);
  if (former !== person.formerChannels) set['formerChannels'] = former;
}
