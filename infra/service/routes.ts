import { attendanceRoutes } from '../../functions/attendance/routes.ts';
import { docsRoutes } from '../../functions/docs/routes.ts';
import { eventRoutes } from '../../functions/events/routes.ts';
import { fileRoutes } from '../../functions/files/routes.ts';
import { pageRoutes } from '../../functions/pages/routes.ts';
import { peopleRoutes } from '../../functions/people/routes.ts';
import { presenceRoutes } from '../../functions/presence/routes.ts';
import { registrationRoutes } from '../../functions/registration/routes.ts';
import type { FunctionName } from './function-table.ts';

export interface Route {
  /** As API Gateway writes it: method, blank, path. */
  key: string;
  to: FunctionName;
  /** `public`: anyone may call. `organizer`: a token of the stage's issuer is required. */
  access: 'public' | 'organizer';
}

/** The route that landing pages post to. */
export const registrationRoute =
  'POST /v1/events/{eventId}/registrations' satisfies keyof typeof registrationRoutes;

/** Every way in over HTTP, as the functions declare them. */
export const routes: readonly Route[] = [
  ...leadTo('registration', registrationRoutes),
  ...leadTo('pages', pageRoutes),
  ...leadTo('presence', presenceRoutes),
  ...leadTo('docs', docsRoutes),
  ...leadTo('events', eventRoutes),
  ...leadTo('people', peopleRoutes),
  ...leadTo('files', fileRoutes),
  ...leadTo('attendance', attendanceRoutes),
];

function leadTo(to: FunctionName, declared: Record<string, Pick<Route, 'access'>>): Route[] {
  return Object.entries(declared).flatMap(([key, { access }]): Route[] => {
    // Functions answer HEAD where anyone may GET.
    const head = key.replace(/^GET /, 'HEAD ');
    const isAlsoHead = access === 'public' && head !== key;
    return [{ key, to, access }, ...(isAlsoHead ? [{ key: head, to, access }] : [])];
  });
}
