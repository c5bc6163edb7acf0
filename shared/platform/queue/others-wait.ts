import { GetQueueAttributesCommand } from '@aws-sdk/client-sqs';
import type { Queue } from './send-messages.ts';

/** Whether messages wait on the queue that nobody has taken; SQS counts them roughly. */
export async function othersWait({ client, url }: Queue): Promise<boolean> {
  const { Attributes } = await client.send(
    new GetQueueAttributesCommand({ QueueUrl: url, AttributeNames: ['ApproximateNumberOfMessages'] }),
  );
  return Number(Attributes?.ApproximateNumberOfMessages ?? 0) > 0;
}
