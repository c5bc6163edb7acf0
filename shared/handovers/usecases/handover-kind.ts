import type { JobKind } from '../../jobs/usecases/job-kind.ts';
import type { RuleKind } from '../../rules/usecases/rule-kind.ts';
import { HandoverJob } from '../domain/handover-job.ts';
import { listRun } from '../table/run-items.ts';

/** The kind of job that runs of hand-overs are: it cannot be cancelled, since one changes the rule instead. */
export const handoverKind: JobKind<HandoverJob> = {
  schema: HandoverJob,
  queue: 'runs',
  nameInLog: () => 'hand-over by rule',
};

/** The rules that hand people over. A late hand-over is still wanted, up to a day. Each run is listed under its rule. */
export const handoverRules: RuleKind = {
  runs: handoverKind,
  latenessAllowed: 24 * 60 * 60_000,
  beforeRun: listRun,
};
