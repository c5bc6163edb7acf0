import * as z from 'zod';
import type { ClockStep } from '../advance-clock.ts';
import type { LocalInfo } from '../describe-cloud.ts';
import type { Engines } from '../engines.ts';
import type { CallLog, Faults, LocalClock, Mailbox } from '../ports.ts';
import type { Definitions } from '../template/definitions.ts';
import type { ConsoleAnswer } from './console.ts';
import { readStatus } from './read-status.ts';
import { readTargetTime } from './read-target-time.ts';
import { scheduleRoutes } from './schedule-routes.ts';

export interface ConsoleParts {
  info: LocalInfo;
  definitions: Definitions;
  engines: Engines;
  mailbox: Mailbox;
  callLog: CallLog;
  faults: Faults;
  clock: LocalClock;
  /** A token for a role. */
  mint: (role: string) => Promise<string>;
  advance: (target: number) => Promise<ClockStep[]>;
  settle: () => Promise<number>;
  /** Page of the demo event, once there is one. */
  demoUrl: () => string | undefined;
}

export interface ConsoleRoute {
  method: string;
  path: RegExp;
  act: (parameter: string, body: unknown) => ConsoleAnswer | Promise<ConsoleAnswer>;
}

const TokenRequest = z.strictObject({ role: z.enum(['admin', 'member']).default('admin') });
const FaultsRequest = z.strictObject({
  seed: z.number().int().default(1),
  rules: z.array(
    z.strictObject({
      service: z.string().min(1),
      action: z.string().min(1).default('*'),
      kind: z.enum([
        'throttle',
        'conflict',
        'unprocessed',
        'timeout-after-success',
        'duplicate-event',
        'kill',
      ]),
      rate: z.number().min(0).max(1).default(1),
    }),
  ),
});

/** What `/_local` can do; the contract is in the design. */
export function consoleRoutes(parts: ConsoleParts): ConsoleRoute[] {
  return [
    ...infoRoutes(parts),
    ...mailRoutes(parts),
    ...controlRoutes(parts),
    ...clockRoutes(parts),
    ...scheduleRoutes(parts),
  ];
}

function infoRoutes(parts: ConsoleParts): ConsoleRoute[] {
  const { info, engines, callLog } = parts;
  return [
    {
      method: 'GET',
      path: /^\/_local\/health$/,
      act: () => ({ body: { status: 'ok', versions: info.versions } }),
    },
    { method: 'GET', path: /^\/_local\/info$/, act: () => ({ body: info }) },
    { method: 'GET', path: /^\/_local\/status$/, act: () => ({ body: readStatus(parts) }) },
    {
      method: 'GET',
      path: /^\/_local\/log$/,
      act: () => ({
        body: {
          calls: callLog.recent(500),
          refusals: callLog.refusals(),
          permissionsUsed: callLog.permissionsUsed(),
          lines: engines.log.recent(500),
        },
      }),
    },
  ];
}

function mailRoutes({ mailbox }: ConsoleParts): ConsoleRoute[] {
  return [
    { method: 'GET', path: /^\/_local\/mail$/, act: () => ({ body: { items: mailbox.list() } }) },
    {
      method: 'DELETE',
      path: /^\/_local\/mail$/,
      act: () => {
        mailbox.clear();
        return { body: { items: [] } };
      },
    },
    {
      method: 'GET',
      path: /^\/_local\/mail\/([^/]+)\/raw$/,
      act: (id) => {
        const raw = mailbox.raw(id);
        if (raw === undefined) return { status: 404, body: { message: `There is no mail ${id}.` } };
        return { type: 'text/plain; charset=utf-8', body: Buffer.from(raw) };
      },
    },
  ];
}

function controlRoutes({ mint, faults, settle }: ConsoleParts): ConsoleRoute[] {
  return [
    {
      method: 'POST',
      path: /^\/_local\/token$/,
      act: async (_, body) => ({ body: { token: await mint(TokenRequest.parse(body).role) } }),
    },
    {
      method: 'POST',
      path: /^\/_local\/settle$/,
      act: async () => ({ body: { settled: true, ms: await settle() } }),
    },
    { method: 'GET', path: /^\/_local\/faults$/, act: () => ({ body: { rules: faults.rules() } }) },
    {
      method: 'POST',
      path: /^\/_local\/faults$/,
      act: (_, body) => {
        const { seed, rules } = FaultsRequest.parse(body);
        faults.set(seed, rules);
        return { body: { seed, rules } };
      },
    },
  ];
}

function clockRoutes({ clock, advance }: ConsoleParts): ConsoleRoute[] {
  const now = (): string => new Date(clock.now()).toISOString();
  return [
    {
      method: 'GET',
      path: /^\/_local\/clock$/,
      act: () => ({ body: { now: now(), offsetMs: clock.offset() } }),
    },
    {
      method: 'POST',
      path: /^\/_local\/clock$/,
      act: async (_, body) => {
        const ran = await advance(await readTargetTime(body, clock.now()));
        return { body: { now: now(), ran } };
      },
    },
  ];
}
