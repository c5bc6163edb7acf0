import * as z from 'zod';
import { Delimiter } from './csv-dialect.ts';
import { ShardPlace } from './shard-place.ts';
import { JobCore, OpenUpload } from './job.ts';
import { ParticipantStatus } from './wish.ts';

/** What an organizer asks for. */
export const ExportRequest = z.strictObject({
  filter: z
    .strictObject({ status: z.union([ParticipantStatus, z.array(ParticipantStatus).min(1)]).optional() })
    .optional(),
  format: z.literal('csv').default('csv'),
  delimiter: Delimiter.default(','),
});
export type ExportRequest = z.infer<typeof ExportRequest>;

/** Participants on their way into a file. The cursor is the last participant written into a finished part. */
export const ExportJob = JobCore.extend({
  kind: z.literal('export'),
  statuses: z.array(ParticipantStatus).optional(),
  delimiter: Delimiter,
  rows: z.number(),
  cursor: ShardPlace,
  upload: OpenUpload.optional(),
  key: z.string(),
});
export type ExportJob = z.infer<typeof ExportJob>;
