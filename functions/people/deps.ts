import type { LinkKey } from '../../shared/platform/access/link-token.ts';
import type { FileDays } from '../../shared/privacy/domain/retention.ts';
import type { Table } from '../../shared/platform/table/table.ts';
import type { OrganizerHandlers } from '../../shared/platform/runtime/route.ts';
import type { peopleRoutes } from './routes.ts';

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

/** The handlers of some routes of this function; serve-people.ts puts them together, and none may be missing there. */
export type PeopleHandlers = Partial<OrganizerHandlers<typeof peopleRoutes, PeopleDeps>>;
