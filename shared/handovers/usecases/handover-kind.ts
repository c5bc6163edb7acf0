import type { JobKind } from '../../jobs/usecases/job-kind.ts';
import type { RuleKind } from '../../rules/usecases/rule-kind.ts';
import { HandoverJob } from '../domain/handover-job.ts';
import { listRun } from '../table/run-items.ts';

/** Other systems want to know who registered, also a day late. Each run is listed under its rule. */
export const handoverRules: RuleKind = {
  name: 'handover',
  latenessAllowed: 24 * 60 * 60_000,
  beforeRun: listRun,
};

/** Their runs as jobs: nobody ends one, it is the rule that is changed. */
export const handoverKind: JobKind<HandoverJob> = { schema: HandoverJob };
