import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import { AwsError, type AwsRequest, type AwsResponse } from './aws-service.ts';

/** An answer of the AWS JSON protocols (1.0, 1.1, REST). */
export function jsonResponse(body: unknown, status = 200, headers: Record<string, string> = {}): AwsResponse {
  return {
    status,
    headers: { 'content-type': 'application/x-amz-json-1.0', 'x-amzn-requestid': randomUUID(), ...headers },
    body: JSON.stringify(body),
  };
}

/** An error of the AWS JSON protocols; both the header and the `__type` name it, as some SDKs read one and some the other. */
export function jsonError(error: AwsError): AwsResponse {
  return jsonResponse({ __type: error.code, message: error.message, ...error.fields }, error.status, {
    'x-amzn-errortype': error.code,
  });
}

/** The operation of a JSON 1.x call: the part of `x-amz-target` after the dot. */
export function readTarget(request: AwsRequest): string {
  const target = request.headers['x-amz-target'];
  const name = typeof target === 'string' ? target.slice(target.indexOf('.') + 1) : '';
  if (name === '')
    throw new AwsError('UnknownOperationException', 'The call names no operation (x-amz-target).');
  return name;
}

/** Parses a JSON body by a schema; a body that does not fit is a ValidationException. */
export function readJson<S extends z.ZodType>(schema: S, body: Buffer): z.output<S> {
  const parsed = schema.safeParse(parseJson(body));
  if (!parsed.success) throw new AwsError('ValidationException', z.prettifyError(parsed.error));
  return parsed.data;
}

function parseJson(body: Buffer): unknown {
  try {
    return body.length === 0 ? {} : JSON.parse(body.toString());
  } catch {
    throw new AwsError('SerializationException', 'The body is not JSON.');
  }
}
