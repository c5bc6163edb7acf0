import * as z from 'zod';
import { JobCore } from '../../jobs/domain/job.ts';
import { EventId, GroupId, SessionId } from '../../platform/values/ids.ts';
import { ShardPlace } from '../../platform/values/shard-place.ts';

/** What is to be counted anew: a session, an event, a group, or all counts that wait for it. */
export const RecountRequest = z.strictObject({
  sessionId: SessionId.optional(),
  eventId: EventId.optional(),
  groupId: GroupId.optional(),
});
export type RecountRequest = z.infer<typeof RecountRequest>;

/** Counts the registrations of sessions and events and the members of groups anew, and corrects the counts that are wrong. */
export const RecountJob = JobCore.extend({
  kind: z.literal('recount'),
  scope: z.union([
    z.object({ sessionId: SessionId }),
    z.object({ eventId: EventId }),
    z.object({ groupId: GroupId }),
    /** `daily`: counts that moved since they were made anew. `doubt`: counts that may be wrong. */
    z.object({ due: z.enum(['daily', 'doubt']) }),
  ]),
  cursor: ShardPlace,
  counts: z.object({
    /** Shards of sessions, events, their days, and groups. */
    recounted: z.number(),
    /** Registrations and members that were read. */
    looked: z.number(),
    /** Shards whose counts were wrong. */
    differed: z.number(),
    /** Shards that could not be told, as records in doubt came meanwhile: they wait for the next recount. */
    open: z.number(),
  }),
});
export type RecountJob = z.infer<typeof RecountJob>;
