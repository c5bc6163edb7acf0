import * as z from 'zod';

/** One entry of the audit log: who did what to people's data. Ids only, because the log stays when a person is erased. */
export const AuditEntry = z.object({
  at: z.string(),
  /** The id of the job, or of the act: the same act is logged once. */
  id: z.string(),
  /** An organizer's id, or `system`. */
  actor: z.string(),
  /** What the log calls it: of a job, what its kind says. */
  act: z.string(),
  /** The id of the job, person or thing that it was done with or to. */
  what: z.string(),
  /** People named; none when a filter says who. */
  count: z.number().optional(),
  /** Their ids, when they are few. */
  people: z.array(z.string()).optional(),
});
export type AuditEntry = z.infer<typeof AuditEntry>;

/** What the audit log reads of a new job: who asked for it, and whom it names. */
export const NewJob = z.object({
  id: z.string(),
  kind: z.string(),
  createdAt: z.string(),
  createdBy: z.string(),
  selection: z.object({ ids: z.array(z.string()).optional() }).optional(),
});
export type NewJob = z.infer<typeof NewJob>;

/** The log names so many people one by one; of more it only gives the number. */
const MOST_NAMED = 100;

/** The entry for a new job. */
export function auditOfJob(job: NewJob, act: string): AuditEntry {
  const { id, createdAt: at, createdBy: actor } = job;
  const people = job.selection?.ids;
  const isFew = people !== undefined && people.length <= MOST_NAMED;
  return {
    ...{ at, id, actor, act, what: id },
    ...(people && { count: people.length }),
    ...(isFew && { people }),
  };
}
