import type { LinkKey } from '../../shared/platform/access/link-token.ts';
import type { FileStore } from '../../shared/platform/object-store/file-store.ts';
import type { Table } from '../../shared/platform/table/table.ts';

export interface AttendanceDeps {
  table: Table;
  identityKey: () => Promise<Uint8Array>;
  imports: FileStore;
  linkKeys: () => Promise<LinkKey[]>;
  roleClaim: string;
  now: () => number;
  random: (bytes: number) => Uint8Array;
}
