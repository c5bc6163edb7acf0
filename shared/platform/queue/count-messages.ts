import { GetQueueAttributesCommand, type QueueAttributeName } from '@aws-sdk/client-sqs';
import type { Queue } from './send-messages.ts';

const waiting = ['ApproximateNumberOfMessages'] as const;
const held = ['ApproximateNumberOfMessagesNotVisible', 'ApproximateNumberOfMessagesDelayed'] as const;

/** About how many messages wait on a queue that nobody has taken. */
export const countWaiting = (queue: Queue): Promise<number> => count(queue, waiting);

/** About how many messages are on a queue: those that wait, are worked on, or are delayed. */
export const countMessages = (queue: Queue): Promise<number> => count(queue, [...waiting, ...held]);

async function count({ client, url }: Queue, names: readonly QueueAttributeName[]): Promise<number> {
  const ask = new GetQueueAttributesCommand({ QueueUrl: url, AttributeNames: [...names] });
  const { Attributes } = await client.send(ask);
  return names.reduce((sum, name) => sum + Number(Attributes?.[name] ?? 0), 0);
}
