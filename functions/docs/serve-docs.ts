import { createHash } from 'node:crypto';
import openapi from '../../docs/openapi.json' with { type: 'json' };
import type { Routes } from '../../shared/platform/runtime/http-function.ts';
import type { HttpReply } from '../../shared/platform/runtime/http-request.ts';
import type { PublicHandlers } from '../../shared/platform/runtime/route.ts';
import { servePublic } from '../../shared/platform/runtime/serve-routes.ts';
import { docsStyle } from './docs-style.ts';
import { renderDocs } from './render-docs.ts';
import type { docsRoutes } from './routes.ts';

const description = JSON.stringify(openapi);
let page: string | undefined;

const styleHash = createHash('sha256').update(docsStyle).digest('base64');

const handlers: PublicHandlers<typeof docsRoutes, undefined> = {
  'GET /v1/openapi.json': () => Promise.resolve(reply('application/json', description)),
  'GET /docs': () => {
    page ??= renderDocs(description);
    return Promise.resolve(
      reply('text/html; charset=utf-8', page, {
        'content-security-policy': `default-src 'none'; style-src 'sha256-${styleHash}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
      }),
    );
  },
};

/** May be cached and read by any site: it is the same for everybody until the next deployment. */
function reply(type: string, body: string, headers: Record<string, string> = {}): HttpReply {
  const shared = { 'cache-control': 'public, max-age=300', 'access-control-allow-origin': '*' };
  return { status: 200, headers: { 'content-type': type, ...shared, ...headers }, body };
}

/** The description of the API, as it lies in docs/openapi.json when the function is bundled. */
export const serveDocs = (): Routes => servePublic(handlers, undefined);
