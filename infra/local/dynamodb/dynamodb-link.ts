import http from 'node:http';
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

/** `endpoint` e.g. `http://127.0.0.1:8000`. */
export function linkDynamoDb(endpoint: string): DynamoDbLink {
  const { hostname, port } = new URL(endpoint);
  const agent = new http.Agent({ keepAlive: true, maxSockets: 128, scheduling: 'lifo' });

  const forward = (target: string, body: Buffer | string): Promise<AwsResponse> =>
    new Promise((resolve, reject) => {
      const headers = { ...unsigned, 'x-amz-target': target, 'content-length': Buffer.byteLength(body) };
      const request = http.request(
        { agent, hostname, port, method: 'POST', path: '/', headers },
        (response) => {
          const chunks: Buffer[] = [];
          response.on('data', (chunk: Buffer) => chunks.push(chunk));
          response.on('error', reject);
          response.on('end', () => {
            resolve({
              status: response.statusCode ?? 502,
              headers: answerHeaders(response.headers),
              body: joinChunks(chunks),
            });
          });
        },
      );
      request.on('error', reject);
      request.end(body);
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
      agent.destroy();
    },
  };
}

function answerHeaders(headers: http.IncomingHttpHeaders): Record<string, string> {
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
