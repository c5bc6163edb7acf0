import type { FieldErrorCode } from '../../platform/problems/field-error-codes.ts';
import { readChannelId } from './channel-id.ts';
import { ContactDetails } from './participant.ts';

/** A channel and the id in it that name a person. */
export interface InChannel {
  channel: string;
  externalId: string;
  /** Where the identifier was a link. */
  profileUrl?: string;
}

/** Why the two name nobody, and which of them is wrong. */
export interface ChannelIdentityFault {
  column: 'channel' | 'externalId';
  code: FieldErrorCode;
  message: string;
}

/** Brings a channel and an id into the form in which they are stored, however they were written. */
export function channelIdentity(channel: string, externalId: string): InChannel | ChannelIdentityFault {
  const read = ContactDetails.shape.channel.safeParse(channel);
  if (!read.success || read.data === undefined)
    return {
      column: 'channel',
      code: 'invalid-value',
      message: 'A channel is named by lower-case letters, digits and hyphens, like telegram.',
    };
  const plain = ContactDetails.shape.externalId.safeParse(externalId);
  if (!plain.success || !plain.data)
    return {
      column: 'externalId',
      code: 'invalid-value',
      message: `This value cannot be taken: ${plain.error?.issues[0]?.message ?? 'it is empty'}.`,
    };
  const id = readChannelId(read.data, plain.data);
  return 'code' in id ? { column: 'externalId', ...id } : { channel: read.data, ...id };
}
