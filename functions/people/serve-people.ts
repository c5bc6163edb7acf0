import type { Routes } from '../../shared/platform/runtime/http-function.ts';
import type { OrganizerHandlers } from '../../shared/platform/runtime/route.ts';
import { serveOrganizers } from '../../shared/platform/runtime/serve-routes.ts';
import { actionHandlers } from './actions.ts';
import { auditHandlers } from './audit.ts';
import type { PeopleDeps } from './deps.ts';
import { duplicatesHandlers } from './duplicates.ts';
import { facetHandlers } from './facets.ts';
import { filterHandlers } from './filters.ts';
import { groupHandlers } from './groups.ts';
import { historyHandlers } from './history.ts';
import { jobHandlers } from './jobs.ts';
import { mergeHandlers } from './merge.ts';
import { participantHandlers } from './participants.ts';
import { personActHandlers } from './person-acts.ts';
import { privacyHandlers } from './privacy.ts';
import { recountHandlers } from './recounts.ts';
import { retentionHandlers } from './retention.ts';
import { peopleRoutes } from './routes.ts';
import { variableHandlers } from './variables.ts';

const handlers: OrganizerHandlers<typeof peopleRoutes, PeopleDeps> = {
  ...participantHandlers,
  ...facetHandlers,
  ...historyHandlers,
  ...personActHandlers,
  ...mergeHandlers,
  ...actionHandlers,
  ...jobHandlers,
  ...filterHandlers,
  ...groupHandlers,
  ...variableHandlers,
  ...duplicatesHandlers,
  ...privacyHandlers,
  ...retentionHandlers,
  ...auditHandlers,
  ...recountHandlers,
};

/** Participants and what organizers do with them. */
export const servePeople = (deps: PeopleDeps): Routes => serveOrganizers(peopleRoutes, handlers, deps);
