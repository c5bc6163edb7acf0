import type { KeptSecrets } from '../../platform/secrets/kept-secrets.ts';
import type { Table } from '../../platform/table/table.ts';

/** What it takes to keep destinations. */
export interface DestinationDeps {
  table: Table;
  secrets: KeptSecrets;
  /** Hosts that may be called at any address. */
  exemptHosts: string[];
  now: () => number;
  random: (bytes: number) => Uint8Array;
}
