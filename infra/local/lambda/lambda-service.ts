import { AwsError, type AwsResponse, type AwsService, type Operation } from '../endpoint/aws-service.ts';
import { jsonError } from '../endpoint/json-protocol.ts';
import type { FunctionDefinition, LambdaInvoker } from '../seams/ports.ts';

const invokePath = /^\/2015-03-31\/functions\/([^/]+)\/invocations$/;

/** Lambda: Invoke, waiting (`RequestResponse`) or not (`Event`). A function is named by folder, ARN or the ARN's last part. */
export function createLambdaService(
  functions: FunctionDefinition[],
  invoker: () => LambdaInvoker,
): AwsService {
  return {
    name: 'lambda',
    denied: { code: 'AccessDeniedException', status: 403 },
    throttled: { code: 'TooManyRequestsException', status: 429, message: 'Rate Exceeded.' },
    formatError: jsonError,
    read(request): Operation {
      const wanted = decodeURIComponent(invokePath.exec(request.path)?.[1] ?? '');
      if (wanted === '')
        throw new AwsError('UnknownOperationException', 'The local Lambda knows Invoke only.', 404);
      const found = functions.find(({ name, arn }) => [name, arn, arn.split(':').at(-1)].includes(wanted));
      return {
        name: 'Invoke',
        accesses: () => [{ action: 'lambda:InvokeFunction', resource: found?.arn ?? wanted }],
        async perform() {
          if (found === undefined)
            throw new AwsError('ResourceNotFoundException', `Function not found: ${wanted}`, 404);
          const payload = parsePayload(request.body);
          if (request.headers['x-amz-invocation-type'] !== 'Event')
            return invoke(invoker(), found.name, payload);
          invoker().enqueue(found.name, payload);
          return { status: 202, headers: {}, body: '' };
        },
      };
    },
  };
}

function parsePayload(body: Buffer): unknown {
  try {
    return body.length === 0 ? {} : JSON.parse(body.toString());
  } catch {
    throw new AwsError('InvalidRequestContentException', 'Could not parse request body into json.');
  }
}

async function invoke(invoker: LambdaInvoker, name: string, payload: unknown): Promise<AwsResponse> {
  const headers = { 'content-type': 'application/json' };
  try {
    return { status: 200, headers, body: JSON.stringify((await invoker.invoke(name, payload)) ?? null) };
  } catch (error) {
    const { name: errorType, message: errorMessage } =
      error instanceof Error ? error : new Error(String(error));
    const body = JSON.stringify({ errorType, errorMessage });
    return { status: 200, headers: { ...headers, 'x-amz-function-error': 'Unhandled' }, body };
  }
}
