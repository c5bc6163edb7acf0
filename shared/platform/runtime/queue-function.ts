import type { Context, SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import type * as z from 'zod';
import { postpone } from '../queue/postpone.ts';
import { sendInstead, type Replaced } from '../queue/send-instead.ts';
import type { Queue } from '../queue/send-messages.ts';
import { RetryLater } from '../problems/retry-later.ts';
import { log } from './log.ts';

/**
 * A Lambda function behind a queue: handles each message on its own and reports those that failed,
 * which come again and end in the dead-letter queue. With its `queue`, what is only for later (`RetryLater`) comes again
 * after a wait that grows from seconds to minutes, whatever the queue's own is; or another message takes its place.
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
    const replaced: Replaced[] = [];
    const failed: SQSRecord[] = [];
    for (const [index, record] of event.Records.entries()) {
      const result = results[index];
      if (result?.status !== 'rejected') continue;
      const error: unknown = result.reason;
      const { messageId } = record;
      if (!(error instanceof RetryLater)) {
        log.error('message failed', error, { messageId });
        failed.push(record);
      } else if (queue && error.instead) {
        replaced.push({ record, instead: error.instead });
      } else {
        log.info('message comes again', { messageId, reason: error.message });
        postponed.push(record);
      }
    }
    if (queue) {
      postponed.push(...(await sendInstead(queue, replaced)));
      await postpone(queue, postponed);
    }
    return {
      batchItemFailures: [...failed, ...postponed].map(({ messageId }) => ({ itemIdentifier: messageId })),
    };
  };
}
