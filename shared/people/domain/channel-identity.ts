import type { FieldErrorCode } from '../../platform/problems/field-error-codes.ts';
import { readChannelId } from './channel-id.ts';
import { ContactDetails } from './participant.ts';

/** The place in a channel that names a person. */
export interface InChannel {
  channel: string;
  externalId: string;
  /** Where the identifier was a link. */
  profileUrl?: string;
}

/** Why the two name no place, and which of them is to blame. */
export interface ChannelIdentityFault {
  column: 'channel' | 'externalId';
  code: FieldErrorCode;
  message: string;
}

/** A place in a channel as it is kept, whoever wrote it how. */
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
