import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { JWTPayload } from 'jose';
import type { RouteMatch } from './route-table.ts';

export interface HttpEventParts {
  request: IncomingMessage;
  rawPath: string;
  rawQueryString: string;
  body: Buffer;
  match: RouteMatch;
  claims: JWTPayload | undefined;
  /** Milliseconds since the epoch, local clock. */
  now: number;
  account: string;
}

const textTypes = /^(text\/|application\/(json|xml|javascript|x-www-form-urlencoded|[\w.+-]*\+(json|xml)))/i;

/** The event of payload format 2.0. */
export function toHttpEvent(parts: HttpEventParts): unknown {
  const { request, rawPath, rawQueryString, body, match, claims, now, account } = parts;
  const headers = joinHeaders(request);
  const isText = textTypes.test(headers['content-type'] ?? 'text/plain');
  const cookies = request.headers.cookie?.split(/; */);
  const query = joinQuery(rawQueryString);
  return {
    version: '2.0',
    routeKey: match.route.key,
    rawPath,
    rawQueryString,
    ...(cookies !== undefined && { cookies }),
    headers,
    ...(query !== undefined && { queryStringParameters: query }),
    ...(Object.keys(match.pathParameters).length > 0 && { pathParameters: match.pathParameters }),
    requestContext: {
      accountId: account,
      apiId: 'local',
      ...(claims !== undefined && { authorizer: { jwt: { claims: claimTexts(claims), scopes: null } } }),
      domainName: headers['host'] ?? '127.0.0.1',
      domainPrefix: 'local',
      http: {
        method: request.method,
        path: rawPath,
        protocol: `HTTP/${request.httpVersion}`,
        sourceIp: request.socket.remoteAddress ?? '127.0.0.1',
        userAgent: headers['user-agent'] ?? '',
      },
      requestId: randomUUID(),
      routeKey: match.route.key,
      stage: '$default',
      time: new Date(now).toUTCString(),
      timeEpoch: now,
    },
    ...(body.length > 0 && { body: body.toString(isText ? 'utf8' : 'base64') }),
    isBase64Encoded: body.length > 0 && !isText,
  };
}

function joinHeaders(request: IncomingMessage): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const [name, values] of Object.entries(request.headersDistinct)) {
    // Hop-by-hop headers and cookies do not reach the function this way.
    if (name === 'cookie' || name === 'connection' || name === 'transfer-encoding') continue;
    headers[name] = (values ?? []).join(',');
  }
  return headers;
}

function joinQuery(raw: string): Record<string, string> | undefined {
  if (raw === '') return undefined;
  const parameters = new URLSearchParams(raw);
  // Not by assignment, which loses a parameter `__proto__`.
  return Object.fromEntries(
    [...new Set(parameters.keys())].map((name) => [name, parameters.getAll(name).join(',')]),
  );
}

/** API Gateway hands claims over as text, lists as `[a b]`. */
function claimTexts(claims: JWTPayload): Record<string, string> {
  return Object.fromEntries(
    Object.entries(claims).map(([name, value]) => [
      name,
      Array.isArray(value) ? `[${value.map(String).join(' ')}]` : String(value),
    ]),
  );
}
