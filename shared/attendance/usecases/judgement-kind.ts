import type { JobKind } from '../../jobs/usecases/job-kind.ts';
import { SHARDS } from '../../platform/values/shard.ts';
import { JudgementJob } from '../domain/judgement-job.ts';

/** Judgements as jobs. */
export const judgementKind: JobKind<JudgementJob> = {
  schema: JudgementJob,
  queue: 'jobs',
  waits: ({ waits }) => waits === true,
  whyItMustEnd: () =>
    'Verdicts follow from what sources say. Take a source back, or say by hand who was there.',
  progress: ({ cursor }) => Math.min(1, cursor.shard / SHARDS),
  view: ({ sessionId, dryRun, threshold, counts, changes }) => ({
    sessionId,
    dryRun,
    threshold,
    counts,
    changes,
  }),
};
