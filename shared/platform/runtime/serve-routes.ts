import { requirePermission } from '../access/role.ts';
import type { Routes } from './http-function.ts';
import { readOrganizer } from './http-request.ts';
import {
  headOf,
  isGet,
  type OrganizerHandlers,
  type OrganizerRoute,
  type PublicHandlers,
  type PublicRoute,
} from './route.ts';

/**
 * Routes of organizers with the code behind them. Who asks, and whether they may, is settled here and nowhere else, before
 * any handler runs.
 */
export function serveOrganizers<K extends string, D extends { roleClaim: string }>(
  routes: Record<K, OrganizerRoute>,
  handlers: OrganizerHandlers<Record<NoInfer<K>, OrganizerRoute>, D>,
  deps: D,
): Routes {
  const served: Routes = {};
  for (const key in routes) {
    const { permission } = routes[key];
    const handle = handlers[key];
    served[key] = async (request) => {
      const organizer = readOrganizer(request, deps.roleClaim);
      requirePermission(organizer, permission);
      return handle(deps, { ...request, organizer });
    };
  }
  return served;
}

/**
 * Routes that anyone may call. Only their keys count here: public functions carry no declarations. HEAD is answered as GET,
 * without the body: link checkers and messengers ask like that before they show a link.
 */
export function servePublic<K extends string, D>(
  handlers: PublicHandlers<Record<K, PublicRoute>, D>,
  deps: D,
): Routes {
  const served: Routes = {};
  for (const key in handlers) {
    const handle = handlers[key];
    served[key] = (request) => handle(deps, request);
    if (isGet(key)) served[headOf(key)] = async (request) => ({ ...(await handle(deps, request)), body: '' });
  }
  return served;
}
