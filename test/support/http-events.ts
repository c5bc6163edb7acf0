import type { APIGatewayProxyEventV2, Context } from 'aws-lambda';
import type { HttpReply, HttpRequest } from '../../shared/platform/runtime/http-request.ts';
import { checkAnswer } from './api/check-answer.ts';
import { httpFunction, type Routes } from '../../shared/platform/runtime/http-function.ts';

/** What a test says of a request; the rest is as API Gateway sends it. */
export interface TestRequest {
  params?: Record<string, string>;
  query?: Record<string, string>;
  headers?: Record<string, string>;
  body?: string;
  /** JSON body, with its content type. */
  json?: unknown;
  /** Form body, with its content type. */
  form?: string;
  base64?: boolean;
  /** `cognito:groups` of the token, `[a b]` as the HTTP API writes lists, or the list itself; none = a public route. */
  groups?: string | string[];
  /** Scopes of a machine's token. */
  scope?: string;
}

/** A token as it stands in a header; its signature is the authorizer's affair. */
export const tokenOf = (claims: object): string =>
  `Bearer e30.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.c2ln`;

/** An event as the HTTP API hands it over (payload 2.0). */
export function httpEvent(routeKey: string, request: TestRequest = {}): APIGatewayProxyEventV2 {
  const body =
    request.body ?? request.form ?? (request.json === undefined ? undefined : JSON.stringify(request.json));
  const type = request.json === undefined ? (request.form === undefined ? {} : form) : json;
  const [method = '', path = ''] = routeKey.split(' ');
  const groups = typeof request.groups === 'string' ? request.groups.slice(1, -1).split(' ') : request.groups;
  const claims = { sub: 'user-1', 'cognito:groups': groups, scope: request.scope };
  const token = { authorization: tokenOf(claims) };
  const handedOver = { ...claims, 'cognito:groups': `[${groups?.join(' ')}]` };
  return {
    version: '2.0',
    routeKey,
    rawPath: path,
    rawQueryString: '',
    headers: { ...type, ...(groups && token), ...request.headers },
    ...(request.query && { queryStringParameters: request.query }),
    ...(request.params && { pathParameters: request.params }),
    requestContext: {
      http: { method, path, protocol: 'HTTP/1.1', sourceIp: '192.0.2.1', userAgent: 'test' },
      ...(groups && { authorizer: { jwt: { claims: handedOver, scopes: null } } }),
    },
    ...(body !== undefined && { body: request.base64 ? Buffer.from(body).toString('base64') : body }),
    isBase64Encoded: request.base64 ?? false,
  } as unknown as APIGatewayProxyEventV2;
}

const json = { 'content-type': 'application/json' };
const form = { 'content-type': 'application/x-www-form-urlencoded' };

export interface TestReply {
  status: number;
  headers: Record<string, string>;
  body: string;
  json: () => any;
}

/** Calls a route table through the function that API Gateway would invoke. */
export function callerOf(routes: Routes, onError?: (error: unknown, request: HttpRequest) => HttpReply) {
  const handler = httpFunction(routes, onError);
  return async (routeKey: string, request: TestRequest = {}): Promise<TestReply> => {
    const result = await handler(httpEvent(routeKey, request), {} as Context);
    const body = result.body ?? '';
    const status = result.statusCode ?? 0;
    checkAnswer(routeKey, status, result.headers ?? {}, body);
    return {
      status,
      headers: result.headers as Record<string, string>,
      body,
      json: () => JSON.parse(body) as unknown,
    };
  };
}
