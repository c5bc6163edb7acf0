import type { LinkKey } from '../../shared/platform/access/link-token.ts';
import type { Table } from '../../shared/platform/table/table.ts';

export interface PageDeps {
  table: Table;
  identityKey: () => Promise<Uint8Array>;
  linkKeys: () => Promise<LinkKey[]>;
  /** The origin of links, without a slash at the end. */
  publicOrigin: string;
  now: () => number;
}
