import * as z from 'zod';
import type { TableChange } from '../../platform/table/read-change.ts';
import { AuditedJob, auditOfJob, type AuditEntry } from '../domain/audit.ts';

/** A new job is told to the log, unless it touches nobody's data. */
export function auditJob({ before, after }: TableChange): { audits: AuditEntry[] } {
  const entry = before ? undefined : auditOfJob(AuditedJob.parse(after));
  return { audits: entry ? [entry] : [] };
}

const WakeImage = z.object({ id: z.string(), kind: z.string(), at: z.string(), by: z.string().optional() });

/** Who starts an import that was held, or done before, may be somebody else than who uploaded it. */
export function auditWake({ before, after }: TableChange): { audits: AuditEntry[] } {
  if (before) return { audits: [] };
  const { id, kind, at, by } = WakeImage.parse(after);
  return { audits: by === undefined ? [] : [{ at, id, actor: by, act: `start ${kind}`, what: id }] };
}
