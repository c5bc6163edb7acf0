import type { StatusPage } from '../control/control-parts.ts';
import type { FolderNames } from '../state/data-folder.ts';

/**
 * Everything that the local cloud knows about the product it runs. The starter passes it in; no part of the cloud looks it
 * up.
 */
export interface Product {
  dataFolder: FolderNames;
  /** Makes the templates, or finds those of the last time when nothing changed since. */
  prepare(tell: Tell): Promise<ProductCode>;
  /** Roles that a token may be asked for, the usual one first. */
  roles: readonly [string, ...string[]];
  /** The scopes of a role's token, divided by blanks. */
  scopeOf: (role: string) => string;
  statusPage: StatusPage;
  /** What `GET /_local/status` says beside what it knows of the cloud itself. */
  status(cloud: { url: string; notes: Notes }): Record<string, unknown>;
}

export interface ProductCode {
  /** Folder of the cloud assembly. */
  assembly: string;
  /** Folder of a function's bundle. The bundle is made first when it is missing or its sources changed. */
  folderOf(functionName: string): Promise<string>;
}

/** Reports what is being done, to whoever waits for the start. */
export type Tell = (step: string) => void;

/** Notes that are kept from one start to the next, by key. */
export interface Notes {
  read(key: string): string | undefined;
  write(key: string, value: string): void;
}

export interface CloudOptions {
  /** Port of the product; 0 = any free one. */
  port: number;
  /** Port that stands for AWS; 0 = any free one. */
  awsPort: number;
  /** Absolute folder of the data. */
  data: string;
  /** Deletes the data of earlier runs first. */
  fresh: boolean;
  /** After what time whoever waits for work to end is told that it has not ended; usually two minutes. */
  patienceMs?: number;
}
