import { attendanceRoutes } from '../../functions/attendance/routes.ts';
import { docsRoutes } from '../../functions/docs/routes.ts';
import { eventRoutes } from '../../functions/events/routes.ts';
import { fileRoutes } from '../../functions/files/routes.ts';
import { pageRoutes } from '../../functions/pages/routes.ts';
import { peopleRoutes } from '../../functions/people/routes.ts';
import { presenceRoutes } from '../../functions/presence/routes.ts';
import { registrationRoutes } from '../../functions/registration/routes.ts';
import type { RouteDeclaration } from '../../shared/platform/runtime/route.ts';

/** Every route of the product, as it is declared. */
export const allRoutes: Record<string, RouteDeclaration> = {
  ...registrationRoutes,
  ...eventRoutes,
  ...peopleRoutes,
  ...fileRoutes,
  ...attendanceRoutes,
  ...pageRoutes,
  ...presenceRoutes,
  ...docsRoutes,
};
