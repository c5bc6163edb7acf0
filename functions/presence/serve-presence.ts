import { PresenceRequest } from '../../shared/attendance/domain/presence.ts';
import { notePresence, type PresenceDeps } from '../../shared/attendance/usecases/note-presence.ts';
import { Refusal } from '../../shared/platform/problems/refusal.ts';
import type { LinkKey } from '../../shared/platform/access/link-token.ts';
import { json, type Routes } from '../../shared/platform/runtime/http-function.ts';
import {
  mediaType,
  PUBLIC_BODY,
  readJson,
  type HttpReply,
  type HttpRequest,
} from '../../shared/platform/runtime/http-request.ts';
import type { PublicHandlers } from '../../shared/platform/runtime/route.ts';
import { servePublic } from '../../shared/platform/runtime/serve-routes.ts';
import { beatScript } from './beat-script.ts';
import type { presenceRoutes } from './routes.ts';

interface Deps extends PresenceDeps {
  linkKeys: () => Promise<LinkKey[]>;
}

const handlers: PublicHandlers<typeof presenceRoutes, Deps> = {
  'POST /v1/presence': note,
  'GET /v1/presence/{file}': showScript,
};

/** What join pages say of themselves. */
export const servePresence = (deps: Deps): Routes => servePublic(handlers, deps);

async function note(deps: Deps, request: HttpRequest): Promise<HttpReply> {
  const told = readJson(asJson(request), PresenceRequest, PUBLIC_BODY);
  return json(200, await notePresence({ ...deps, linkKeys: await deps.linkKeys() }, told));
}

const script: HttpReply = {
  status: 200,
  headers: {
    'content-type': 'text/javascript; charset=utf-8',
    'cache-control': 'public, max-age=300',
    'x-content-type-options': 'nosniff',
  },
  body: beatScript,
};

function showScript(_deps: Deps, { params }: HttpRequest): Promise<HttpReply> {
  if (params['file'] !== 'beat.js') throw new Refusal('not-found', 'There is no such file.');
  return Promise.resolve(script);
}

/** Browsers type what `sendBeacon` sends as plain text: anything else they would ask for first. */
const asJson = (request: HttpRequest): HttpRequest =>
  ['', 'text/plain'].includes(mediaType(request))
    ? { ...request, headers: { ...request.headers, 'content-type': 'application/json' } }
    : request;
