import type { FunctionLog } from '../lambda/function-log.ts';
import type { FunctionPool } from '../lambda/function-pool.ts';
import type { LocalScheduler } from '../scheduler/local-scheduler.ts';
import type { CallLog, Faults, LocalClock, Mailbox } from '../seams/ports.ts';
import type { LocalQueues } from '../sqs/local-queues.ts';
import type { Definitions } from '../template/definitions.ts';
import type { ClockStep } from '../time/advance-clock.ts';
import type { LocalInfo } from './describe-cloud.ts';

/** The parts that `/_local` shows and controls. */
export interface ControlParts {
  info: LocalInfo;
  definitions: Definitions;
  engines: {
    log: FunctionLog;
    pools: Map<string, FunctionPool>;
    queues: LocalQueues;
    scheduler: LocalScheduler;
  };
  mailbox: Mailbox;
  callLog: CallLog;
  faults: Faults;
  clock: LocalClock;
  /** Roles that a token may be asked for, the usual one first. */
  roles: readonly [string, ...string[]];
  /** A token for a role. */
  mint: (role: string) => Promise<string>;
  advance: (target: number) => Promise<ClockStep[]>;
  settle: () => Promise<number>;
  /** Whether all is there that a start makes; until then whoever waits for the cloud goes on waiting. */
  isReady: () => boolean;
  /** What the product adds to the status. */
  productStatus: () => Record<string, unknown>;
  /** Path, e.g. `/_local/page.js` -> file of the status page. */
  statusPage: StatusPage;
}

export type StatusPage = Record<string, { file: URL; type: string }>;

/** The answer of a route of `/_local`: JSON, unless it says otherwise. */
export interface ControlAnswer {
  status?: number;
  type?: string;
  body: unknown;
}

export interface ControlRoute {
  method: string;
  path: RegExp;
  act: (parameter: string, body: unknown) => ControlAnswer | Promise<ControlAnswer>;
}
