import * as z from 'zod';
import type { TableChange } from '../../platform/table/read-change.ts';
import { AuditedJob, auditOfJob, type ActOfJob, type AuditEntry } from '../domain/audit.ts';

/** Makes the reaction that writes each new job into the log, under the name that `actOf` has for what it does. */
export function auditJob(actOf: ActOfJob) {
  return ({ before, after }: TableChange): { audits: AuditEntry[] } => {
    const entry = before ? undefined : auditOfJob(AuditedJob.parse(after), actOf);
    return { audits: entry ? [entry] : [] };
  };
}

const WakeImage = z.object({ id: z.string(), kind: z.string(), at: z.string(), by: z.string().optional() });

/** Writes into the log who starts an import that was held or done before: it may be somebody else than the uploader. */
export function auditWake({ before, after }: TableChange): { audits: AuditEntry[] } {
  if (before) return { audits: [] };
  const { id, kind, at, by } = WakeImage.parse(after);
  return { audits: by === undefined ? [] : [{ at, id, actor: by, act: `start ${kind}`, what: id }] };
}
