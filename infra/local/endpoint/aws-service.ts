import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import type { IndexLag, KeyLimit } from '../seams/ports.ts';
import type { Access } from '../iam/access.ts';

export interface AwsRequest {
  /** A role id, or `operator`. */
  principal: string;
  method: string;
  /** Percent-encoded, without the query. */
  path: string;
  query: URLSearchParams;
  headers: IncomingHttpHeaders;
  /** Empty for services that stream. */
  body: Buffer;
  /** For services that stream. */
  raw: { request: IncomingMessage; response: ServerResponse };
}

export interface AwsResponse {
  status: number;
  headers: Record<string, string>;
  body: string | Buffer;
}

/** A call that was read, but not yet done. */
export interface Operation {
  /** The API's own name, e.g. `TransactWriteItems`. */
  name: string;
  /** Asked for roles only, so that the operator's bodies need no parsing. */
  accesses(): Access[];
  /** Undefined when it answered on `raw.response` itself. */
  perform(): Promise<AwsResponse | undefined>;
  /** The error of a call that met another transaction; absent where AWS has none. */
  conflict?: (() => AwsError) | undefined;
  /** Does part of a batch and answers the rest as unprocessed; absent where AWS has no such answer. */
  performPartly?: (() => Promise<AwsResponse>) | undefined;
  /** Does a read of what is behind the latest writes; absent where AWS reads nothing like it. */
  performStale?: ((lag: IndexLag) => Promise<AwsResponse>) | undefined;
  /** Does what the partition keys can take, and refuses the rest; absent where AWS has no keys. */
  performWithin?: ((limit: KeyLimit) => Promise<AwsResponse>) | undefined;
}

/** One AWS service behind the endpoint. */
export interface AwsService {
  /** As in the credential scope of a signature, e.g. `dynamodb`. */
  name: string;
  /** True when bodies are piped by the service and not read ahead of it. */
  streams?: boolean;
  read(request: AwsRequest): Operation | Promise<Operation>;
  /** An error in the form of the service's protocol. */
  formatError(error: AwsError, request: AwsRequest): AwsResponse;
  /** What this service answers when policies refuse. */
  denied: { code: string; status: number };
  /** What this service answers when it is asked too often. */
  throttled: { code: string; status: number; message: string };
}

/** An answer that an SDK turns into an exception of this code. */
export class AwsError extends Error {
  readonly code: string;
  readonly status: number;
  readonly fields: Record<string, unknown>;

  constructor(code: string, message: string, status = 400, fields: Record<string, unknown> = {}) {
    super(message);
    this.name = code;
    this.code = code;
    this.status = status;
    this.fields = fields;
  }
}
