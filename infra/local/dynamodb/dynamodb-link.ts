import type { IncomingHttpHeaders } from 'node:http';
import { buildConnector, Client, type Dispatcher } from 'undici';
import { AwsError, type AwsResponse } from '../endpoint/aws-service.ts';

/** The connection to the DynamoDB engine: connections stay open, bodies are forwarded unchanged. */
export interface DynamoDbLink {
  /** Forwards a call; answers what the engine answered, errors too. */
  forward(target: string, body: Buffer | string): Promise<AwsResponse>;
  /** Calls `<service>.<operation>` and answers its parsed output; throws AwsError on an error answer. */
  call(target: string, input: unknown): Promise<unknown>;
  close(): void;
}

export const dynamoDbTarget = 'DynamoDB_20120810';
export const streamsTarget = 'DynamoDBStreams_20120810';

// Engines look for a signature but none of them checks it.
const unsigned = {
  'content-type': 'application/x-amz-json-1.0',
  'x-amz-date': '20260101T000000Z',
  authorization:
    'AWS4-HMAC-SHA256 Credential=local/20260101/local/dynamodb/aws4_request, SignedHeaders=host, Signature=none',
};

/** As many as may be under way; the engine answers them in their order, since it does one thing at a time. */
const MOST_AT_ONCE = 256;

/** `endpoint` e.g. `http://127.0.0.1:8000`. */
export function linkDynamoDb(endpoint: string): DynamoDbLink {
  // Half of what a call costs is its way through the socket, so calls of one moment go through it together.
  const client = new Client(endpoint, {
    connect: sendTogether(buildConnector({})),
    pipelining: MOST_AT_ONCE,
    keepAliveTimeout: 600_000,
    headersTimeout: 0,
    bodyTimeout: 0,
  });

  const forward = (target: string, body: Buffer | string): Promise<AwsResponse> =>
    new Promise((resolve, reject) => {
      const headers = { ...unsigned, 'x-amz-target': target };
      client.dispatch(
        // Or it would wait for the answers to those before it.
        { method: 'POST', path: '/', headers, body, idempotent: true },
        takeAnswer(resolve, reject),
      );
    });

  return {
    forward,
    async call(target, input) {
      const { status, body } = await forward(target, JSON.stringify(input));
      const output: unknown = JSON.parse(body.toString());
      if (status !== 200) throw toAwsError(output, status);
      return output;
    },
    close() {
      void client.destroy();
    },
  };
}

/** What is written in one moment leaves in one piece. */
function sendTogether(connect: buildConnector.connector): buildConnector.connector {
  return (options, done) => {
    connect(options, (...[error, socket]) => {
      if (error !== null) {
        done(error, null);
        return;
      }
      const uncork = socket.uncork.bind(socket);
      socket.uncork = () => {
        process.nextTick(uncork);
      };
      done(null, socket);
    });
  };
}

function takeAnswer(
  resolve: (answer: AwsResponse) => void,
  reject: (error: Error) => void,
): Dispatcher.DispatchHandler {
  const chunks: Buffer[] = [];
  let head: Pick<AwsResponse, 'status' | 'headers'>;
  return {
    onRequestStart: () => undefined,
    onResponseStart(_, status, headers) {
      head = { status, headers: answerHeaders(headers) };
    },
    onResponseData(_, chunk) {
      chunks.push(chunk);
    },
    onResponseEnd() {
      resolve({ ...head, body: joinChunks(chunks) });
    },
    onResponseError(_, error) {
      reject(error);
    },
  };
}

function answerHeaders(headers: IncomingHttpHeaders): Record<string, string> {
  const kept: Record<string, string> = {
    'content-type': headers['content-type'] ?? unsigned['content-type'],
  };
  for (const name of ['x-amzn-requestid', 'x-amz-crc32']) {
    const value = headers[name];
    if (typeof value === 'string') kept[name] = value;
  }
  return kept;
}

function joinChunks(chunks: Buffer[]): Buffer {
  const [first] = chunks;
  return first !== undefined && chunks.length === 1 ? first : Buffer.concat(chunks);
}

function toAwsError(output: unknown, status: number): AwsError {
  const fields: Record<string, unknown> = typeof output === 'object' && output !== null ? { ...output } : {};
  const type = typeof fields['__type'] === 'string' ? fields['__type'] : 'InternalServerError';
  const message = fields['message'] ?? fields['Message'];
  return new AwsError(
    type.slice(type.indexOf('#') + 1),
    typeof message === 'string' ? message : type,
    status,
  );
}
