import { SQSClient } from '@aws-sdk/client-sqs';
import type { Queue } from '../queue/send-messages.ts';

const client = new SQSClient({});

export function openQueue(url: string, groupOf?: Queue['groupOf']): Queue {
  return { client, url, ...(groupOf && { groupOf }) };
}
