import { bulkRoutes } from './routes/bulk-routes.ts';
import { duplicatesRoutes } from './routes/duplicates-routes.ts';
import { filterRoutes } from './routes/filter-routes.ts';
import { groupRoutes } from './routes/group-routes.ts';
import { participantRoutes } from './routes/participant-routes.ts';
import { personActRoutes } from './routes/person-act-routes.ts';
import { privacyRoutes } from './routes/privacy-routes.ts';
import { recountRoutes } from './routes/recount-routes.ts';
import { variableRoutes } from './routes/variable-routes.ts';

/** Participants and what organizers do with them. */
export const peopleRoutes = {
  ...participantRoutes,
  ...personActRoutes,
  ...bulkRoutes,
  ...filterRoutes,
  ...groupRoutes,
  ...variableRoutes,
  ...duplicatesRoutes,
  ...privacyRoutes,
  ...recountRoutes,
};
