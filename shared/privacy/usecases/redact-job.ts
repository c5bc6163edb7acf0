import { isDeepStrictEqual } from 'node:util';
import type { ErasedPeople } from '../domain/erasure-matcher.ts';
import { isFinished } from '../../jobs/domain/job.ts';
import { getJob, saveJob } from '../../jobs/table/job-items.ts';
import type { JobKind } from '../../jobs/usecases/job-kind.ts';
import type { Table } from '../../platform/table/table.ts';
import { erasedNamesOf } from './find-erased-names.ts';

/** What redacting a job needs. */
interface RedactDeps {
  table: Table;
  identityKey: Uint8Array;
  now: () => number;
}

/**
 * Removes a person from a job that names them, also while a worker is at it: the worker notices. Ends a job whose output so
 * far contains them. Answers whether the job named them.
 */
export async function redactJob(
  { table, now, identityKey }: RedactDeps,
  kind: JobKind,
  id: string,
  hunted: ErasedPeople,
): Promise<boolean> {
  const naming = erasedNamesOf(hunted, identityKey);
  for (;;) {
    const job = await getJob(table, id, kind.schema);
    if (!job) return false;
    const redacted = kind.redacted?.(job, naming) ?? job;
    const isEnding = kind.endsWithErasures === true && !isFinished(job);
    const isForgotten = !isDeepStrictEqual(redacted, job);
    if (!isEnding && !isForgotten) return false;
    const finishedAt = new Date(now()).toISOString();
    const saved = await saveJob(table, {
      ...redacted,
      ...(isEnding && { status: 'cancelled' as const, reason: 'erased', finishedAt, lease: undefined }),
    });
    if (saved) return isForgotten;
  }
}
