import type { MessageAttributeValue } from '@aws-sdk/client-sqs';

/** The attribute of a message that tells when it was first sent; SQS's own tells of the last time. */
export const FIRST_SENT = 'firstSent';

/** The attribute, for a message that takes the place of one that was sent at the instant (milliseconds since the epoch). */
export const firstSentAt = (at: number): Record<string, MessageAttributeValue> => ({
  [FIRST_SENT]: { DataType: 'Number', StringValue: String(at) },
});
