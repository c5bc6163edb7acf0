import type { ServerResponse } from 'node:http';
import * as z from 'zod';

const Answer = z.object({
  statusCode: z.coerce.number().int().min(100).max(599),
  headers: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).nullish(),
  cookies: z.array(z.string()).nullish(),
  body: z.string().nullish(),
  isBase64Encoded: z.boolean().nullish(),
});

/** Writes a function's answer; one that API Gateway does not understand becomes a 500. */
export function writeFunctionAnswer(response: ServerResponse, result: unknown, isHead: boolean): void {
  if (typeof result !== 'object' || result === null || !('statusCode' in result)) {
    writeBody(
      response,
      200,
      { 'content-type': 'application/json' },
      Buffer.from(JSON.stringify(result)),
      isHead,
    );
    return;
  }
  const parsed = Answer.safeParse(result);
  if (!parsed.success) {
    writeMessage(response, 500, 'Internal Server Error');
    return;
  }
  const { statusCode, headers, cookies, body, isBase64Encoded } = parsed.data;
  const given = Object.entries(headers ?? {}).map(
    ([name, value]) => [name.toLowerCase(), String(value)] as const,
  );
  const all: Record<string, string | string[]> = {
    'content-type': 'text/plain;charset=UTF-8',
    ...Object.fromEntries(given),
  };
  if (cookies !== null && cookies !== undefined && cookies.length > 0) all['set-cookie'] = cookies;
  writeBody(
    response,
    statusCode,
    all,
    Buffer.from(body ?? '', isBase64Encoded === true ? 'base64' : 'utf8'),
    isHead,
  );
}

/** An answer of the gateway itself, in AWS's form. */
export function writeMessage(response: ServerResponse, status: number, message: string): void {
  const headers = { 'content-type': 'application/json' };
  writeBody(response, status, headers, Buffer.from(JSON.stringify({ message })), false);
}

function writeBody(
  response: ServerResponse,
  status: number,
  headers: Record<string, string | string[]>,
  body: Buffer,
  isHead: boolean,
): void {
  if (response.headersSent || response.destroyed) return;
  const hasBody = status >= 200 && status !== 204 && status !== 304;
  response.writeHead(status, hasBody ? { ...headers, 'content-length': body.length } : headers);
  response.end(hasBody && !isHead ? body : undefined);
}
