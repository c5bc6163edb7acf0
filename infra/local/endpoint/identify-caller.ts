import type { IncomingMessage } from 'node:http';

export interface Caller {
  accessKeyId: string;
  /** The service name of the credential scope, e.g. `dynamodb`. */
  service: string;
}

const credential = /Credential=([^/,\s]+)\/[^/]*\/[^/]*\/([^/,\s]+)\/aws4_request/;

/** Reads who calls which service from the signature (header or presigned query); the signature itself is not checked. */
export function identifyCaller(request: IncomingMessage, query: URLSearchParams): Caller | undefined {
  const header = request.headers.authorization;
  const scope = header === undefined ? `Credential=${query.get('X-Amz-Credential') ?? ''}` : header;
  const [, accessKeyId, service] = credential.exec(scope) ?? [];
  return accessKeyId === undefined || service === undefined ? undefined : { accessKeyId, service };
}
