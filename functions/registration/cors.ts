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
      'access-control-allow-headers': 'content-type, idempotency-key',
      'access-control-max-age': '600',
    },
  };
}
