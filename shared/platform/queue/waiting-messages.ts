import { GetQueueAttributesCommand } from '@aws-sdk/client-sqs';
import type { Queue } from './send-messages.ts';

const counts = [
  'ApproximateNumberOfMessages',
  'ApproximateNumberOfMessagesNotVisible',
  'ApproximateNumberOfMessagesDelayed',
] as const;

/** About how many messages are on a queue, seen or not. */
export async function waitingMessages({ client, url }: Queue): Promise<number> {
  const ask = new GetQueueAttributesCommand({ QueueUrl: url, AttributeNames: [...counts] });
  const { Attributes } = await client.send(ask);
  return counts.reduce((sum, name) => sum + Number(Attributes?.[name] ?? 0), 0);
}
