import type { Context, SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import type * as z from 'zod';
import { postpone } from '../queue/postpone.ts';
import type { Queue } from '../queue/send-messages.ts';
import { RetryLater } from '../problems/retry-later.ts';
import { log } from './log.ts';

/**
 * A Lambda function behind a queue: handles each message on its own and reports those that failed,
 * which come again and end in the dead-letter queue. With its `queue`, what is only for later (`RetryLater`) comes again
 * after a wait that grows from seconds to minutes, whatever the queue's own is.
 */
export function queueFunction<M>(
  schema: z.ZodType<M>,
  handle: (message: M, context: Context) => Promise<void>,
  queue?: Queue,
) {
  return async (event: SQSEvent, context: Context): Promise<SQSBatchResponse> => {
    const results = await Promise.allSettled(
      event.Records.map(async (record) => handle(schema.parse(JSON.parse(record.body)), context)),
    );
    const postponed: SQSRecord[] = [];
    const failed = event.Records.filter((record, index) => {
      const result = results[index];
      if (result?.status !== 'rejected') return false;
      const { messageId } = record;
      if (result.reason instanceof RetryLater) {
        postponed.push(record);
        log.info('message comes again', { messageId, reason: result.reason.message });
      } else log.error('message failed', result.reason, { messageId });
      return true;
    });
    if (queue) await postpone(queue, postponed);
    return { batchItemFailures: failed.map((record) => ({ itemIdentifier: record.messageId })) };
  };
}
