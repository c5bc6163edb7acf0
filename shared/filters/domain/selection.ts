import * as z from 'zod';
import { Filter } from './filter.ts';
import { ParticipantId } from '../../platform/values/ids.ts';

/** Ids that one request may name: they are kept in the job's item. */
export const MOST_IDS = 5_000;

export const ParticipantIds = z
  .array(ParticipantId)
  .max(MOST_IDS)
  .transform((ids) => [...new Set(ids)]);

/** The people that an action is for: named ones, or everybody in a filter except some. */
export const Selection = z.union([
  z.strictObject({ ids: ParticipantIds }),
  z.strictObject({ all: z.literal(true), filter: Filter.optional(), exclude: ParticipantIds.optional() }),
]);
export type Selection = z.infer<typeof Selection>;
