import type { IncomingHttpHeaders } from 'node:http';
import type { AwsRequest, AwsResponse, AwsService } from './aws-service.ts';
import { type CallParts, serveCall } from './serve-call.ts';

/** A call as it comes from this process. */
export interface DirectCall {
  accessKeyId: string;
  /** As in the credential scope of a signature, e.g. `dynamodb`. */
  service: string;
  method: string;
  path: string;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

/**
 * Serves a call as the port would: policies, faults, call log, engine; only the way over HTTP and the signature, which is
 * not checked there either, are spared. Not for services that stream. Undefined: a fault drops the connection.
 */
export async function takeDirectCall(
  services: AwsService[],
  parts: CallParts,
  { accessKeyId, service: name, ...call }: DirectCall,
): Promise<AwsResponse | undefined> {
  const service = services.find((one) => one.name === name && one.streams !== true);
  if (service === undefined) throw new Error(`The service ${name} takes calls over the port only.`);
  const request: AwsRequest = {
    ...call,
    principal: parts.authorizer.principalOf(accessKeyId),
    query: new URLSearchParams(),
    get raw(): never {
      throw new Error('A direct call has no socket.');
    },
  };
  const outcome = await serveCall(parts, service, request);
  return outcome.kind === 'answer' ? outcome.response : undefined;
}
