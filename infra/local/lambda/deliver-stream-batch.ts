import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import * as z from 'zod';
import type { RoleCheck } from '../iam/role-check.ts';
import type { Faults, LambdaInvoker, LocalClock, QueueEngine, StreamRecord } from '../seams/ports.ts';
import type { StreamMappingDefinition } from '../template/definitions.ts';
import { readItemFailures } from './item-failures.ts';

export interface StreamDeliveryParts {
  definition: StreamMappingDefinition;
  functionName: string;
  functionArn: string;
  roleId: string;
  invoker: LambdaInvoker;
  queues: QueueEngine;
  faults: Faults;
  clock: LocalClock;
  authorize: RoleCheck;
}

const longestDelayMs = 2000;
const Created = z.object({ ApproximateCreationDateTime: z.number() });

/**
 * Passes records to the function until each is done, given up, or `signal` stops it. A batch that fails is split where the
 * mapping bisects; after a partial failure it continues at the lowest failed record.
 */
export async function deliverStreamBatch(
  parts: StreamDeliveryParts,
  records: StreamRecord[],
  signal: AbortSignal,
  attempt = 0,
): Promise<void> {
  const batch = dropExpired(parts, records);
  if (batch.length === 0 || signal.aborted) return;
  const failedFrom = await invoke(parts, batch);
  if (failedFrom === undefined) return;
  if (failedFrom > 0) {
    await deliverStreamBatch(parts, batch.slice(failedFrom), signal, 1);
    return;
  }
  const { maximumRetryAttempts, bisects } = parts.definition;
  if (maximumRetryAttempts >= 0 && attempt >= maximumRetryAttempts) {
    giveUp(parts, batch, 'RetryAttemptsExhausted');
    return;
  }
  await delay(Math.min(50 * 2 ** attempt, longestDelayMs), undefined, { signal }).catch(() => undefined);
  if (bisects && batch.length > 1) {
    const half = Math.ceil(batch.length / 2);
    await deliverStreamBatch(parts, batch.slice(0, half), signal, attempt + 1);
    await deliverStreamBatch(parts, batch.slice(half), signal, attempt + 1);
  } else {
    await deliverStreamBatch(parts, batch, signal, attempt + 1);
  }
}

/** Index of the first record that is not done; undefined = all are. */
async function invoke(parts: StreamDeliveryParts, batch: StreamRecord[]): Promise<number | undefined> {
  const event = { Records: batch };
  try {
    let response = await parts.invoker.invoke(parts.functionName, event);
    if (parts.faults.next('streams', 'Deliver') === 'duplicate-event') {
      response = await parts.invoker.invoke(parts.functionName, event);
    }
    if (!parts.definition.reportsItemFailures) return undefined;
    const numbers = batch.map(({ dynamodb }) => dynamodb.SequenceNumber);
    const failed = readItemFailures(response, new Set(numbers));
    const lowest = numbers.findIndex((number) => failed.has(number));
    return lowest < 0 ? undefined : lowest;
  } catch {
    // The function's log has the error.
    return 0;
  }
}

function dropExpired(parts: StreamDeliveryParts, records: StreamRecord[]): StreamRecord[] {
  const { maximumRecordAgeSeconds } = parts.definition;
  if (maximumRecordAgeSeconds < 0) return records;
  // The engine stamps its records with the real time, wherever the local clock was moved.
  const realNow = parts.clock.now() - parts.clock.offset();
  const oldest = realNow / 1000 - maximumRecordAgeSeconds;
  const isExpired = ({ dynamodb }: StreamRecord): boolean => {
    const created = Created.safeParse(dynamodb);
    return created.success && created.data.ApproximateCreationDateTime < oldest;
  };
  const expired = records.filter(isExpired);
  if (expired.length > 0) giveUp(parts, expired, 'RecordAgeExceeded');
  return records.filter((record) => !isExpired(record));
}

/** Like AWS: the destination learns where the records are, not what is in them. */
function giveUp(parts: StreamDeliveryParts, batch: StreamRecord[], condition: string): void {
  const { definition, queues, clock } = parts;
  const target = queues.definitions().find(({ arn }) => arn === definition.onFailureArn);
  console.error(`${parts.functionName}: gave up ${batch.length} stream record(s): ${condition}`);
  // Lambda sends with the function's role, and drops what that may not send.
  if (target === undefined || !parts.authorize(parts.roleId, 'sqs:SendMessage', target.arn).allowed) return;
  const body = {
    requestContext: {
      requestId: randomUUID(),
      functionArn: parts.functionArn,
      condition,
      approximateInvokeCount: 1,
    },
    responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: 'Unhandled' },
    version: '1.0',
    timestamp: new Date(clock.now()).toISOString(),
    DDBStreamBatchInfo: {
      shardId: 'shardId-00000000000000000000-local',
      startSequenceNumber: batch[0]?.dynamodb.SequenceNumber,
      endSequenceNumber: batch.at(-1)?.dynamodb.SequenceNumber,
      batchSize: batch.length,
      streamArn: definition.streamArn,
    },
  };
  queues.send(target.url, { body: JSON.stringify(body) });
}
