import { destinationRoutes } from './routes/destination-routes.ts';
import { eventRoutes as own } from './routes/event-routes.ts';
import { handoverTrialRoutes } from './routes/handover-trial-routes.ts';
import { moderatorRoutes } from './routes/moderator-routes.ts';
import { noticeRoutes } from './routes/notice-routes.ts';
import { registrationRoutes } from './routes/registration-routes.ts';
import { ruleRoutes } from './routes/rule-routes.ts';
import { runRoutes } from './routes/run-routes.ts';
import { sessionRoutes } from './routes/session-routes.ts';
import { statisticsRoutes } from './routes/statistics-routes.ts';

/** All routes for organizers that are about events: sessions, registrations, reminders and hand-overs. */
export const eventRoutes = {
  ...{ ...own, ...sessionRoutes, ...moderatorRoutes, ...statisticsRoutes },
  ...{ ...registrationRoutes, ...ruleRoutes, ...runRoutes },
  ...{ ...destinationRoutes, ...handoverTrialRoutes },
  ...noticeRoutes,
};
