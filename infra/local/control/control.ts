import { readFileSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import * as z from 'zod';
import type { RequestHandler } from '../gateway/gateway.ts';
import { NotSettledError } from '../time/settle.ts';
import type { ControlAnswer, ControlParts } from './control-parts.ts';
import { controlRoutes } from './control-routes.ts';

// Mails are shown inside the page: whatever they contain, nothing is loaded and nothing runs.
const contentSecurityPolicy =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; connect-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/**
 * Serves the status page and the routes under `/_local`. They control the machine, so they answer this machine's own pages
 * and tools only.
 */
export function createControl(parts: ControlParts): RequestHandler {
  const routes = controlRoutes(parts);
  const answer = async (request: IncomingMessage): Promise<ControlAnswer> => {
    if (!isLocal(request)) return { status: 403, body: { message: 'Only for this machine.' } };
    const { pathname } = new URL(request.url ?? '/', 'http://127.0.0.1');
    const file = parts.statusPage[pathname];
    if (file !== undefined && request.method === 'GET') {
      return { type: file.type, body: readFileSync(file.file) };
    }
    for (const { method, path, act } of routes) {
      const match = request.method === method ? path.exec(pathname) : null;
      if (match !== null) return act(decodeURIComponent(match[1] ?? ''), await readJson(request));
    }
    return { status: 404, body: { message: 'Not Found' } };
  };
  return async (request, response) => {
    const { status = 200, type = 'application/json', body } = await answer(request).catch(toFailure);
    const bytes = Buffer.isBuffer(body) || typeof body === 'string' ? body : JSON.stringify(body);
    response.writeHead(status, {
      'content-type': type,
      'content-length': Buffer.byteLength(bytes),
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'content-security-policy': contentSecurityPolicy,
    });
    response.end(bytes);
  };
}

/** Against pages of other origins: those that rebind their name to 127.0.0.1, and those that post blindly. */
function isLocal({ headers, method }: IncomingMessage): boolean {
  const host = headers.host ?? '';
  if (!['127.0.0.1', 'localhost'].includes(host.replace(/:\d+$/, ''))) return false;
  return method === 'GET' || headers.origin === undefined || headers.origin === `http://${host}`;
}

async function readJson(request: IncomingMessage): Promise<unknown> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of request) if (Buffer.isBuffer(chunk)) chunks.push(chunk);
  const text = Buffer.concat(chunks).toString();
  return text === '' ? {} : JSON.parse(text);
}

function toFailure(error: unknown): ControlAnswer {
  if (error instanceof NotSettledError)
    return { status: 504, body: { message: error.message, busy: error.busy } };
  if (error instanceof z.ZodError) return { status: 400, body: { message: z.prettifyError(error) } };
  if (error instanceof SyntaxError || error instanceof RangeError)
    return { status: 400, body: { message: error.message } };
  throw error;
}
