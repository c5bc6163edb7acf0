import type { RouteDefinition } from '../template/definitions.ts';
import type { RequestHandler } from './gateway.ts';
import { RouteTable } from './route-table.ts';

/**
 * One port for the product and for `/_local`. `/` leads to the status page, unless the template has a page there; on AWS it
 * is a 404.
 */
export function createFrontDoor(
  routes: RouteDefinition[],
  { gateway, control }: { gateway: RequestHandler; control: RequestHandler },
): RequestHandler {
  const hasHome = new RouteTable(routes).find('GET', '/') !== undefined;
  return async (request, response) => {
    const [path = ''] = (request.url ?? '').split('?');
    if (path === '/_local' || path.startsWith('/_local/')) return control(request, response);
    if (path !== '/' || hasHome || request.method !== 'GET') return gateway(request, response);
    response.writeHead(302, { location: '/_local', 'content-length': 0 }).end();
  };
}
