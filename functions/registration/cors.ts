import type { Event } from '../../shared/events/domain/event.ts';
import type { HttpReply, HttpRequest } from '../../shared/platform/runtime/http-request.ts';

/** Only origins that the event names may read answers; no credentials are ever involved. */
export function corsHeaders(event: Event, request: HttpRequest): Record<string, string> {
  const origin = request.headers['origin'];
  if (origin === undefined || !event.allowedOrigins.includes(origin)) return { vary: 'origin' };
  return { vary: 'origin', 'access-control-allow-origin': origin };
}

/** The answer to a browser's preflight before it uses `methods` from another site. */
export function preflight(event: Event, request: HttpRequest, methods: string): HttpReply {
  const headers = corsHeaders(event, request);
  if (!('access-control-allow-origin' in headers)) return { status: 204, headers };
  return {
    status: 204,
    headers: {
      ...headers,
      'access-control-allow-methods': methods,
      'access-control-allow-headers': askedHeaders(request),
      'access-control-max-age': '600',
    },
  };
}

/** Whatever headers the page's libraries add, to trace a request or to mark it as a script's: none of them means anything to us. */
function askedHeaders({ headers }: HttpRequest): string {
  const asked = headers['access-control-request-headers'] ?? '';
  return /^[\w-]+(?:, ?[\w-]+){0,30}$/.test(asked) ? asked : 'content-type, idempotency-key';
}
