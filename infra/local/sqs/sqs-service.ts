import * as z from 'zod';
import { AwsError, type AwsService, type Operation } from '../endpoint/aws-service.ts';
import { jsonError, jsonResponse, readJson, readTarget } from '../endpoint/json-protocol.ts';
import { actPartly, sqsActions } from './sqs-actions.ts';
import type { QueueDefinition, QueueEngine } from '../seams/ports.ts';

const input = z.looseObject({ QueueUrl: z.string().optional(), QueueName: z.string().optional() });

/** What IAM calls the batch forms. */
const permissions: Record<string, string> = {
  SendMessageBatch: 'SendMessage',
  DeleteMessageBatch: 'DeleteMessage',
  ChangeMessageVisibilityBatch: 'ChangeMessageVisibility',
};

/** SQS (JSON 1.0) over the queue engine. */
export function createSqsService(queues: () => QueueEngine): AwsService {
  const find = ({ QueueUrl, QueueName }: z.output<typeof input>): QueueDefinition | undefined =>
    queues()
      .definitions()
      .find(({ url, name }) => url === QueueUrl || name === (QueueName ?? QueueUrl?.split('/').at(-1)));
  return {
    name: 'sqs',
    denied: { code: 'AccessDeniedException', status: 403 },
    throttled: {
      code: 'RequestThrottled',
      status: 403,
      message: 'The request was denied due to request throttling.',
    },
    formatError: (error) => {
      const response = jsonError(error);
      return { ...response, headers: { ...response.headers, 'x-amzn-query-error': `${error.code};Sender` } };
    },
    read(request): Operation {
      const name = readTarget(request);
      const given = readJson(input, request.body);
      const queue = find(given);
      const act = sqsActions[name];
      if (act === undefined)
        throw new AwsError('UnknownOperationException', `The local SQS does not know ${name}.`);
      const theQueue = (): QueueDefinition => {
        if (queue !== undefined) return queue;
        const asked = given.QueueUrl ?? given.QueueName ?? '';
        throw new AwsError('QueueDoesNotExist', `The specified queue does not exist: ${asked}`);
      };
      return {
        name,
        accesses: () => [{ action: `sqs:${permissions[name] ?? name}`, resource: queue?.arn ?? '*' }],
        async perform() {
          if (name === 'ListQueues')
            return jsonResponse({
              QueueUrls: queues()
                .definitions()
                .map(({ url }) => url),
            });
          return jsonResponse((await act(queues(), theQueue(), request.body)) ?? {});
        },
        performPartly: Object.hasOwn(permissions, name)
          ? async () => jsonResponse(await actPartly(act, queues(), theQueue(), request.body))
          : undefined,
      };
    },
  };
}
