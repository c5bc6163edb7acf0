import type { LinkKey } from '../../shared/domain/link-token.ts';
import type { Routes } from '../../shared/runtime/http-function.ts';
import type { Table } from '../../shared/table/table.ts';
import { participantRoutes } from './participants.ts';

export interface PeopleDeps {
  table: Table;
  identityKey: () => Promise<Uint8Array>;
  linkKeys: () => Promise<LinkKey[]>;
  roleClaim: string;
  now: () => number;
  random: (bytes: number) => Uint8Array;
}

/** Participants and what organizers do with them. */
export function peopleRoutes(deps: PeopleDeps): Routes {
  return {
    ...participantRoutes(deps),
  };
}
