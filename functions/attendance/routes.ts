import { attendanceImportRoutes } from './routes/attendance-import-routes.ts';
import { attendanceRoutes as peopleOfSessions } from './routes/attendance-routes.ts';
import { onlineRoutes } from './routes/online-routes.ts';
import { providerRoutes } from './routes/provider-routes.ts';

/** Who was there: attendance of sessions, its sources, and the reports that it is read from. */
export const attendanceRoutes = {
  ...peopleOfSessions,
  ...onlineRoutes,
  ...attendanceImportRoutes,
  ...providerRoutes,
};
