import * as z from 'zod';
import type { AwsRequest, AwsResponse, AwsService, Operation } from '../endpoint/aws-service.ts';
import { operator } from '../iam/access.ts';
import { jsonError, jsonResponse, readTarget } from '../endpoint/json-protocol.ts';
import { conflictOf } from './transaction-conflict.ts';
import { readDynamoDbAccesses } from './dynamodb-accesses.ts';
import { dynamoDbTarget, type DynamoDbLink } from './dynamodb-link.ts';
import type { StaleIndex } from './stale-index.ts';
import type { HotKeys } from './hot-keys.ts';
import { cutBatch, isInHalf, type PartialBatch } from './partial-batch.ts';

const writes = new Set([
  'PutItem',
  'UpdateItem',
  'DeleteItem',
  'BatchWriteItem',
  'TransactWriteItems',
  'ExecuteStatement',
  'BatchExecuteStatement',
  'ExecuteTransaction',
]);

/** DynamoDB: bodies go to the engine and back as they are; `onWrite` is called after a write that succeeded. */
export function createDynamoDbService(
  link: DynamoDbLink,
  arnOf: (table: string) => string,
  onWrite: () => void,
  stale: StaleIndex,
  hotKeys: HotKeys,
): AwsService {
  return {
    name: 'dynamodb',
    denied: { code: 'AccessDeniedException', status: 400 },
    throttled: {
      code: 'ProvisionedThroughputExceededException',
      status: 400,
      message: 'The level of configured provisioned throughput for the table was exceeded.',
    },
    formatError: jsonError,
    read(request): Operation {
      const name = readTarget(request);
      const perform = async (): Promise<AwsResponse> => {
        const response = await link.forward(targetOf(request), request.body);
        if (response.status === 200 && writes.has(name)) onWrite();
        return response;
      };
      return {
        name,
        accesses: () =>
          request.principal === operator ? [] : readDynamoDbAccesses(name, request.body, arnOf),
        perform,
        performStale: async (lag) => (await stale.answer(name, request.body, lag)) ?? perform(),
        conflict: conflictOf(name, request.body),
        performPartly: batches.has(name)
          ? () => performPartly(link, name, cutBatch(name, request.body, isInHalf)).finally(onWrite)
          : undefined,
        async performWithin(limit) {
          const part = hotKeys.admit(name, request.body, limit);
          return part ? performPartly(link, name, part).finally(onWrite) : perform();
        },
      };
    },
  };
}

const batches = new Set(['BatchWriteItem', 'BatchGetItem', 'BatchExecuteStatement']);

function targetOf(request: AwsRequest): string {
  const target = request.headers['x-amz-target'];
  return typeof target === 'string' ? target : '';
}

async function performPartly(
  link: DynamoDbLink,
  name: string,
  batch: PartialBatch = { todo: undefined, complete: (output) => output },
): Promise<AwsResponse> {
  const output = batch.todo === undefined ? {} : await link.call(`${dynamoDbTarget}.${name}`, batch.todo);
  return jsonResponse(batch.complete(z.record(z.string(), z.unknown()).parse(output)));
}
