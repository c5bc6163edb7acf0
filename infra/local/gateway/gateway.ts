import type { IncomingMessage, ServerResponse } from 'node:http';
import type { JWTPayload } from 'jose';
import type { FunctionDefinition, LambdaInvoker, LocalClock } from '../seams/ports.ts';
import type { RouteDefinition } from '../template/definitions.ts';
import { writeFunctionAnswer, writeMessage } from './http-answer.ts';
import { toHttpEvent } from './http-event.ts';
import { RouteTable } from './route-table.ts';
import { Throttle } from './throttle.ts';
import { scopesOf, type TokenIssuer } from './token-issuer.ts';

export interface GatewayParts {
  routes: RouteDefinition[];
  functions: FunctionDefinition[];
  invoker: Pick<LambdaInvoker, 'invoke'>;
  /** Resolves when the function's bundle is there; what is measured of an invocation begins after it. */
  prepare: (functionName: string) => Promise<void>;
  tokens: TokenIssuer;
  clock: LocalClock;
  account: string;
}

export type RequestHandler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

const largestBody = 10 * 1024 * 1024;
const largestHeaders = 10_240;

/** An HTTP API of API Gateway: routes, JWT authorizers, throttling and limits as in the template. */
export function createGateway({
  routes,
  functions,
  invoker,
  prepare,
  tokens,
  clock,
  account,
}: GatewayParts): RequestHandler {
  const table = new RouteTable(routes);
  const throttle = new Throttle();
  const names = new Map(functions.map(({ arn, name }) => [arn, name]));

  return async (request, response) => {
    const { rawPath, rawQueryString } = splitUrl(request.url ?? '/');
    if (headerBytes(request) > largestHeaders) {
      writeMessage(response, 431, 'Request Header Fields Too Large');
      return;
    }
    const match = table.find(request.method ?? 'GET', rawPath);
    if (match === undefined) {
      writeMessage(response, 404, 'Not Found');
      return;
    }
    if (!throttle.admits(match.route)) {
      writeMessage(response, 429, 'Too Many Requests');
      return;
    }
    const claims = await authorize(tokens, match.route, request);
    if (claims === 'unauthorized' || claims === 'forbidden') {
      if (claims === 'unauthorized') writeMessage(response, 401, 'Unauthorized');
      else writeMessage(response, 403, 'Forbidden');
      return;
    }
    const body = await readBody(request);
    if (body === undefined) {
      response.shouldKeepAlive = false;
      writeMessage(response, 413, 'Request Entity Too Large');
      return;
    }
    const event = toHttpEvent({
      request,
      rawPath,
      rawQueryString,
      body,
      match,
      claims,
      now: clock.now(),
      account,
    });
    const name = names.get(match.route.functionArn) ?? match.route.functionArn;
    await answer(() => invoker.invoke(name, event), {
      prepared: prepare(name),
      timeoutMs: match.route.timeoutMs,
      response,
      isHead: request.method === 'HEAD',
    });
  };
}

interface Answering {
  /**
   * On AWS the code is ready before the first request; here it may still be bundled, which counts as no function's time.
   */
  prepared: Promise<void>;
  timeoutMs: number;
  response: ServerResponse;
  isHead: boolean;
}

async function answer(
  invoke: () => Promise<unknown>,
  { prepared, timeoutMs, response, isHead }: Answering,
): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  try {
    await prepared;
    timer = setTimeout(() => {
      writeMessage(response, 503, 'Service Unavailable');
    }, timeoutMs);
    writeFunctionAnswer(response, await invoke(), isHead);
  } catch {
    // The function's log has the error.
    writeMessage(response, 500, 'Internal Server Error');
  } finally {
    clearTimeout(timer);
  }
}

async function authorize(
  tokens: TokenIssuer,
  { authorizer, scopes }: RouteDefinition,
  { headers }: IncomingMessage,
): Promise<JWTPayload | undefined | 'unauthorized' | 'forbidden'> {
  if (authorizer === undefined) return undefined;
  const token = headers.authorization?.replace(/^Bearer /i, '');
  const claims = token === undefined ? undefined : await tokens.verify(token, authorizer);
  if (claims === undefined) return 'unauthorized';
  return scopes.length === 0 || scopesOf(claims).some((scope) => scopes.includes(scope))
    ? claims
    : 'forbidden';
}

function splitUrl(url: string): { rawPath: string; rawQueryString: string } {
  const at = url.indexOf('?');
  return at < 0
    ? { rawPath: url, rawQueryString: '' }
    : { rawPath: url.slice(0, at), rawQueryString: url.slice(at + 1) };
}

function headerBytes({ url, rawHeaders }: IncomingMessage): number {
  return rawHeaders.reduce((sum, part) => sum + part.length + 2, url?.length ?? 0);
}

/** Undefined when the body is too large; it is not read to its end then. */
async function readBody(request: IncomingMessage): Promise<Buffer | undefined> {
  if (Number(request.headers['content-length'] ?? 0) > largestBody) return undefined;
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    if (!Buffer.isBuffer(chunk)) continue;
    size += chunk.length;
    if (size > largestBody) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
