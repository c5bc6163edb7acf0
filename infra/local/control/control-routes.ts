import * as z from 'zod';
import type { ControlParts, ControlRoute } from './control-parts.ts';
import { readStatus } from './read-status.ts';
import { readTargetTime } from './read-target-time.ts';
import { scheduleRoutes } from './schedule-routes.ts';

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
        'reorder',
        'stale-index',
        'hot-key',
      ]),
      rate: z.number().min(0).max(1).default(1),
      /** Of `stale-index`. */
      lag: z
        .strictObject({ writes: z.number().int().min(0), ms: z.number().min(0).default(1_000) })
        .optional(),
      /** Of `hot-key`. */
      limit: z
        .strictObject({ reads: z.number().min(0).default(3_000), writes: z.number().min(0).default(1_000) })
        .optional(),
    }),
  ),
});

/** The routes of `/_local`. */
export function controlRoutes(parts: ControlParts): ControlRoute[] {
  return [
    ...infoRoutes(parts),
    ...mailRoutes(parts),
    ...steeringRoutes(parts),
    ...clockRoutes(parts),
    ...scheduleRoutes(parts),
  ];
}

function infoRoutes(parts: ControlParts): ControlRoute[] {
  const { info, engines, callLog, isReady } = parts;
  return [
    {
      method: 'GET',
      path: /^\/_local\/health$/,
      act: () => ({
        status: isReady() ? 200 : 503,
        body: { status: isReady() ? 'ok' : 'starting', versions: info.versions },
      }),
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

function mailRoutes({ mailbox }: ControlParts): ControlRoute[] {
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

function steeringRoutes({ roles, mint, faults, settle }: ControlParts): ControlRoute[] {
  const TokenRequest = z.strictObject({ role: z.enum(roles).default(roles[0]) });
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

function clockRoutes({ clock, advance }: ControlParts): ControlRoute[] {
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
