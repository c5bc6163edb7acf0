import { gzipSync } from 'node:zlib';
import middy from '@middy/core';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { readRequest, type HttpReply, type HttpRequest } from './http-request.ts';
import { problemOf } from './problem.ts';

export type Routes = Record<string, (request: HttpRequest) => Promise<HttpReply>>;

type HttpEvent = APIGatewayProxyEventV2;
type HttpResult = APIGatewayProxyStructuredResultV2;

/** A Lambda function behind the HTTP API: finds the route by its key, and turns what is thrown into a problem. */
export function httpFunction(
  routes: Routes,
  onError: (error: unknown, request: HttpRequest) => HttpReply = problemOf,
) {
  return middy<HttpEvent, HttpResult>()
    .use({
      onError: (call: middy.Request<HttpEvent, HttpResult>) => {
        call.response = toResult(onError(call.error, readRequest(call.event)), call.event);
      },
    })
    .handler(async (event: HttpEvent): Promise<HttpResult> => {
      const route = routes[event.routeKey];
      if (!route) throw new Error(`No code for route ${event.routeKey}.`);
      return toResult(await route(readRequest(event)), event);
    });
}

/** What fits into one packet gains nothing by being packed. */
const WORTH_PACKING = 1_400;

/** Pages go packed to browsers that take it, as all do: a third of the bytes, a tenth where a page has many dates. */
function toResult({ status, headers = {}, body = '' }: HttpReply, { headers: asked }: HttpEvent): HttpResult {
  const isPage = headers['content-type']?.startsWith('text/html') === true;
  if (!isPage) return { statusCode: status, headers, body };
  const vary = [headers['vary'], 'accept-encoding'].filter(Boolean).join(', ');
  if (body.length < WORTH_PACKING || !takesPacked(asked['accept-encoding']))
    return { statusCode: status, headers: { ...headers, vary }, body };
  return {
    statusCode: status,
    headers: { ...headers, vary, 'content-encoding': 'gzip' },
    body: gzipSync(body).toString('base64'),
    isBase64Encoded: true,
  };
}

const takesPacked = (encodings = ''): boolean =>
  encodings.split(',').some((one) => /^\s*gzip\s*(?:;\s*q=(?!0(?:\.0*)?\s*$).*)?$/.test(one));

export function json(status: number, body: unknown, headers: Record<string, string> = {}): HttpReply {
  return {
    status,
    headers: { 'content-type': 'application/json', 'cache-control': 'no-store', ...headers },
    body: JSON.stringify(body),
  };
}
