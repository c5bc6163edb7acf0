import * as z from 'zod';
import { SessionId } from '../../platform/values/ids.ts';
import { ZoomKind } from './zoom-meeting.ts';

/** Where the pull of a session's report stands. */
export const PullState = z.enum(['waiting', 'running', 'done', 'failed']);
export type PullState = z.infer<typeof PullState>;

export const ZoomPull = z.object({
  state: PullState,
  /** Of a waiting one: when it is tried. */
  nextAt: z.string().optional(),
  /** Of one that runs, or ran. */
  jobId: z.string().optional(),
  /** Why it waits (again), or failed, in words for the organizer. */
  reason: z.string().optional(),
  /** When it came to this. */
  at: z.string(),
});
export type ZoomPull = z.infer<typeof ZoomPull>;

/** The webinar or meeting at Zoom in which a session takes place, and how far its report is. */
export const ZoomLink = z.object({
  sessionId: SessionId,
  meeting: z.object({ kind: ZoomKind, number: z.string() }),
  linkedBy: z.string(),
  linkedAt: z.string(),
  pull: ZoomPull,
  /** Raised by each change. */
  version: z.number(),
});
export type ZoomLink = z.infer<typeof ZoomLink>;
