import * as z from 'zod';
import type { TableChange } from '../../platform/table/read-change.ts';
import { nameOf, type JobKind } from '../../jobs/usecases/job-kind.ts';
import { auditOfJob, NewJob, type AuditEntry } from '../domain/audit.ts';

/** Makes the reaction that writes each new job into the log, under the name that its kind has for what it does. */
export function auditJob(kinds: readonly JobKind[]) {
  const byName = new Map(kinds.map((kind) => [nameOf(kind), kind]));
  return ({ before, after }: TableChange): { audits: AuditEntry[] } => {
    if (before || !after) return { audits: [] };
    const job = NewJob.parse(after);
    const act = byName.get(job.kind)?.nameInLog?.(after);
    return { audits: act === undefined ? [] : [auditOfJob(job, act)] };
  };
}

const WakeImage = z.object({ id: z.string(), kind: z.string(), at: z.string(), by: z.string().optional() });

/** Writes into the log who starts an import that was held or done before: it may be somebody else than the uploader. */
export function auditWake({ before, after }: TableChange): { audits: AuditEntry[] } {
  if (before) return { audits: [] };
  const { id, kind, at, by } = WakeImage.parse(after);
  return { audits: by === undefined ? [] : [{ at, id, actor: by, act: `start ${kind}`, what: id }] };
}
