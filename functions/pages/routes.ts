import type { Routes } from '../../shared/platform/runtime/http-function.ts';
import { showConfirm, postConfirm } from './confirm-link.ts';
import { showEvent, showThanks } from './event-page.ts';
import { showJoin } from './join-link.ts';
import { postPreferences, showPreferences } from './preferences-link.ts';
import type { PageDeps } from './deps.ts';

/** The pages that people see. A GET never changes anything: mail scanners open every link. */
export function pageRoutes(deps: PageDeps): Routes {
  return {
    'GET /e/{eventId}': (request) => showEvent(deps, request),
    'GET /e/{eventId}/thanks': (request) => showThanks(deps, request),
    'GET /j/{token}': (request) => showJoin(deps, request),
    'GET /u/{token}': (request) => showPreferences(deps, request),
    'POST /u/{token}': (request) => postPreferences(deps, request),
    'GET /c/{token}': (request) => showConfirm(deps, request),
    'POST /c/{token}': (request) => postConfirm(deps, request),
  };
}
