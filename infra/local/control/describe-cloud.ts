import { zoneTableVersion } from '../../../shared/platform/time/zone-table.ts';
import type { Definitions } from '../template/definitions.ts';

/** `GET /_local/info` */
export interface LocalInfo {
  url: string;
  awsUrl: string;
  table: string;
  /** last construct id in lower case -> bucket name */
  buckets: Record<string, string>;
  functions: string[];
  queues: string[];
  queueUrls: Record<string, string>;
  /** Versions of what runs here; `tz` is Node's own zone data, `zoneTable` the one that sessions are planned with. */
  versions: Record<string, string>;
  notRun: Definitions['notRun'];
}

/** Names and versions of what runs, and what of the template does not. */
export function describeCloud(definitions: Definitions, origins: { url: string; awsUrl: string }): LocalInfo {
  const { functions, queues, buckets, tables, notRun } = definitions;
  const { node, sqlite, icu, tz } = process.versions;
  return {
    ...origins,
    table: tables[0]?.name ?? '',
    buckets: Object.fromEntries(buckets.map(({ role, name }) => [role, name])),
    functions: functions.map(({ name }) => name).sort(),
    queues: queues.map(({ name }) => name).sort(),
    queueUrls: Object.fromEntries(queues.map(({ name, url }) => [name, url])),
    versions: { node, sqlite: sqlite ?? '', icu: icu ?? '', tz: tz ?? '', zoneTable: zoneTableVersion },
    notRun,
  };
}
