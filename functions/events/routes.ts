import { eventRoutes as own } from './routes/event-routes.ts';
import { registrationRoutes } from './routes/registration-routes.ts';
import { ruleRoutes } from './routes/rule-routes.ts';
import { runRoutes } from './routes/run-routes.ts';
import { sessionRoutes } from './routes/session-routes.ts';

/** Events, their sessions, who is registered, and the rules that work by themselves: the organizer's way in. */
export const eventRoutes = { ...own, ...sessionRoutes, ...registrationRoutes, ...ruleRoutes, ...runRoutes };
