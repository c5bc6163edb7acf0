import type { Routes } from '../../shared/platform/runtime/http-function.ts';
import { actionRoutes } from './actions.ts';
import { auditRoutes } from './audit.ts';
import { duplicatesRoutes } from './duplicates.ts';
import { groupRoutes } from './groups.ts';
import { historyRoutes } from './history.ts';
import { facetRoutes } from './facets.ts';
import { filterRoutes } from './filters.ts';
import { jobRoutes } from './jobs.ts';
import { mergeRoutes } from './merge.ts';
import { participantRoutes } from './participants.ts';
import { personActRoutes } from './person-acts.ts';
import { privacyRoutes } from './privacy.ts';
import { retentionRoutes } from './retention.ts';
import { variableRoutes } from './variables.ts';
import type { PeopleDeps } from './deps.ts';

/** Participants and what organizers do with them. */
export function peopleRoutes(deps: PeopleDeps): Routes {
  return {
    ...participantRoutes(deps),
    ...facetRoutes(deps),
    ...filterRoutes(deps),
    ...personActRoutes(deps),
    ...mergeRoutes(deps),
    ...duplicatesRoutes(deps),
    ...historyRoutes(deps),
    ...groupRoutes(deps),
    ...variableRoutes(deps),
    ...actionRoutes(deps),
    ...jobRoutes(deps),
    ...privacyRoutes(deps),
    ...retentionRoutes(deps),
    ...auditRoutes(deps),
  };
}
