import * as z from 'zod';

/** One entry of the audit log: who did what to people's data. Ids only, because the log stays when a person is erased. */
export const AuditEntry = z.object({
  at: z.string(),
  /** The id of the job, or of the act: the same act is logged once. */
  id: z.string(),
  /** An organizer's id, or `system`. */
  actor: z.string(),
  /** `import`, `export`, `erase`, `merge`, `block`, `undo delete`, … */
  act: z.string(),
  /** The id of the job, person or thing that it was done with or to. */
  what: z.string(),
  /** People named; none when a filter says who. */
  count: z.number().optional(),
  /** Their ids, when they are few. */
  people: z.array(z.string()).optional(),
});
export type AuditEntry = z.infer<typeof AuditEntry>;

/** What the audit log reads of a new job. */
export const AuditedJob = z.object({
  id: z.string(),
  kind: z.string(),
  createdAt: z.string(),
  createdBy: z.string(),
  dryRun: z.boolean().optional(),
  undoes: z.string().optional(),
  action: z.object({ type: z.string() }).optional(),
  selection: z.object({ ids: z.array(z.string()).optional() }).optional(),
});
export type AuditedJob = z.infer<typeof AuditedJob>;

/** The log names so many people one by one; of more it only gives the number. */
const MOST_NAMED = 100;

/** The name that the log has for what a job does; undefined for a job that only counts, or that touches nobody's data. */
export type ActOfJob = (job: AuditedJob) => string | undefined;

/** The entry for a new job, if it gets one. */
export function auditOfJob(job: AuditedJob, actOf: ActOfJob): AuditEntry | undefined {
  const act = actOf(job);
  if (act === undefined) return undefined;
  const { id, createdAt: at, createdBy: actor } = job;
  const people = job.selection?.ids;
  const isFew = people !== undefined && people.length <= MOST_NAMED;
  return {
    ...{ at, id, actor, what: id },
    act: job.undoes === undefined ? act : `undo ${act}`,
    ...(people && { count: people.length }),
    ...(isFew && { people }),
  };
}
