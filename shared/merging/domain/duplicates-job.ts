import * as z from 'zod';
import { ParticipantId } from '../../platform/values/ids.ts';
import { JobCore } from '../../jobs/domain/job.ts';

/** Why people may be one person, the strongest reason first. */
export const DuplicateReason = z.enum([
  'same-address',
  'same-phone',
  'same-name-and-company',
  'similar-address',
]);
export type DuplicateReason = z.infer<typeof DuplicateReason>;

/** People that are named of one group of likely duplicates; a shared phone of a whole office says little. */
export const MOST_IN_GROUP = 20;

/** A group of people who may be one. */
export const DuplicatesGroup = z.object({
  reasons: z.array(DuplicateReason),
  ids: z.array(ParticipantId),
  /** People of whom the same is true; more than are named here. */
  total: z.number(),
});
export type DuplicatesGroup = z.infer<typeof DuplicatesGroup>;

/** The settings of a search. */
export const DuplicatesRequest = z.strictObject({
  /** The country of phones without a country code; without it, they only match phones written the same. */
  homeCountryCode: z
    .string()
    .regex(/^[1-9]\d{0,2}$/, 'the digits of a country code, such as "49"')
    .optional(),
});

/** Looks for people who may be one person, in two walks over everybody. Merges nobody. Stored as `doubles`, its former name. */
export const DuplicatesJob = JobCore.extend({
  kind: z.literal('doubles'),
  ...DuplicatesRequest.shape,
  /** Walks that were begun: findings are only in the worker's memory, so a walk whose worker died begins anew. */
  attempts: z.number(),
  pass: z.number(),
  counts: z.object({
    /** People looked at in this pass. */
    looked: z.number(),
    groups: z.number(),
  }),
  /** There were more groups than a job names: deal with these, then look again. */
  isCut: z.boolean(),
});
export type DuplicatesJob = z.infer<typeof DuplicatesJob>;
