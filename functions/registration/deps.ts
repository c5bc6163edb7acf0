import type { LinkKey } from '../../shared/platform/access/link-token.ts';
import type { Table } from '../../shared/platform/table/table.ts';

export interface RegistrationDeps {
  table: Table;
  identityKey: () => Promise<Uint8Array>;
  /** For the way into a room, which the answer to a form is. */
  linkKeys: () => Promise<LinkKey[]>;
  /** The origin of links, without a slash at the end. */
  publicOrigin: string;
  now: () => number;
}
