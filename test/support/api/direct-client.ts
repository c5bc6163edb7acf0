import type { DirectCall } from '../../../infra/local/endpoint/direct-call.ts';
import type { AwsResponse } from '../../../infra/local/endpoint/aws-service.ts';

type Take = (call: DirectCall) => Promise<AwsResponse | undefined>;

interface SentRequest {
  method: string;
  path: string;
  headers: Record<string, string>;
  body?: string | Uint8Array;
}

/**
 * Settings of an SDK client that calls the engines of its own process: everything but sockets and signatures, which
 * nobody checks here, is as over the port. They are half of what a test's call costs.
 */
export function directClient(take: Take, service: string, accessKeyId: string) {
  return {
    signer: { sign: <R>(request: R) => Promise.resolve(request) },
    requestHandler: {
      handle: async ({ method, path, headers, body = '' }: SentRequest) => {
        const call = {
          accessKeyId,
          service,
          method,
          path,
          headers: lowerCased(headers),
          body: bytesOf(body),
        };
        const answer = await take(call);
        if (answer === undefined) throw droppedConnection();
        const { status, headers: told, body: content } = answer;
        return { response: { statusCode: status, headers: told, body: Buffer.from(content) } };
      },
    },
  };
}

/** The SDK's own bodies are bytes that warn when they are taken for text, as `Buffer.from` of them would. */
const bytesOf = (body: string | Uint8Array): Buffer =>
  typeof body === 'string' ? Buffer.from(body) : Buffer.from(body.buffer, body.byteOffset, body.byteLength);

const lowerCased = (headers: Record<string, string>) =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));

/** As the SDK's own handler says it, so that the SDK tries again. */
const droppedConnection = () =>
  Object.assign(new Error('socket hang up'), { name: 'TimeoutError', code: 'ECONNRESET' });
