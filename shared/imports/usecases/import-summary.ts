import type { ImportJob } from '../domain/import-job.ts';
import { putFile } from '../../platform/object-store/resumable-upload.ts';
import type { ImportContext } from './import-context.ts';

export const faultsKey = (importId: string): string => `reports/${importId}/faults.csv`;
const summaryKey = (importId: string): string => `reports/${importId}/summary.json`;

/**
 * Tells in a file what became of an import: done, waiting for an answer, or failed. Whoever drops a file into the bucket
 * may never look anywhere else.
 */
export async function putSummary({ imports }: Pick<ImportContext, 'imports'>, job: ImportJob): Promise<void> {
  const text = JSON.stringify(summaryOf(job), undefined, 2);
  await putFile(imports, summaryKey(job.id), text, 'application/json');
}

function summaryOf(job: ImportJob): Record<string, unknown> {
  return {
    id: job.id,
    key: job.key,
    status: job.status,
    ...(job.heldFor !== undefined && { heldFor: job.heldFor, next: howToAnswer(job) }),
    ...(job.reason !== undefined && { reason: job.reason, detail: job.detail }),
    ...(job.dryRun && { dryRun: true }),
    counts: job.counts,
    notes: job.notes,
    ...(job.target && { registered: job.registered }),
    columns: job.columns,
    ...(job.questions && { questions: job.questions }),
    ...(job.everybody && { everybody: job.everybody }),
    encoding: job.dialect?.encoding,
    delimiter: job.dialect?.delimiter,
    startedAt: job.startedAt,
    finishedAt: job.finishedAt,
    ...(job.counts.failed > 0 && { faults: faultsKey(job.id) }),
  };
}

const howToAnswer = ({ id }: ImportJob): string =>
  `Nothing is imported yet. Answer the questions with POST /v1/imports/${id}/start, or put the file again with the answers in its metadata ("mapping").`;
