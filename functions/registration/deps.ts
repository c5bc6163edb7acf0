import type { Table } from '../../shared/platform/table/table.ts';

export interface RegistrationDeps {
  table: Table;
  identityKey: () => Promise<Uint8Array>;
  now: () => number;
}
