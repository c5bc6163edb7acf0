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
        call.response = toResult(onError(call.error, readRequest(call.event)));
      },
    })
    .handler(async (event: HttpEvent): Promise<HttpResult> => {
      const route = routes[event.routeKey];
      if (!route) throw new Error(`No code for route ${event.routeKey}.`);
      return toResult(await route(readRequest(event)));
    });
}

function toResult(reply: HttpReply): HttpResult {
  return { statusCode: reply.status, headers: reply.headers ?? {}, body: reply.body ?? '' };
}

export function json(status: number, body: unknown, headers: Record<string, string> = {}): HttpReply {
  return {
    status,
    headers: { 'content-type': 'application/json', 'cache-control': 'no-store', ...headers },
    body: JSON.stringify(body),
  };
}
