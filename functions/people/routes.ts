import type { LinkKey } from '../../shared/platform/access/link-token.ts';
import type { Routes } from '../../shared/platform/runtime/http-function.ts';
import type { FileDays } from '../../shared/privacy/domain/retention.ts';
import type { Table } from '../../shared/platform/table/table.ts';
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

export interface PeopleDeps {
  table: Table;
  identityKey: () => Promise<Uint8Array>;
  linkKeys: () => Promise<LinkKey[]>;
  roleClaim: string;
  /** How long the buckets keep files. */
  fileDays: FileDays;
  /** Hosts that webhooks may call at any address; see `readExemptHosts`. */
  exemptHosts: string[];
  now: () => number;
  random: (bytes: number) => Uint8Array;
}

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
