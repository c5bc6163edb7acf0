import { describe, expect, it } from 'vitest';
import { ruleRuns } from '../../functions/schedules/rule-runs.ts';
import { jobKinds } from '../../shared/registries/job-kinds.ts';
import { kindsByQueue } from '../../shared/registries/kinds-by-queue.ts';

describe('The queues of jobs', () => {
  const nameOf = (kind: (typeof jobKinds)[number]) => kind.schema.shape.kind.value;

  it('take every kind of job, each by one of them', () => {
    const taken = [...kindsByQueue.jobs, ...kindsByQueue.runs];
    expect(taken.toSorted()).toEqual(jobKinds.map(nameOf).toSorted());
  });

  it('give functions/schedules the kinds of runs that it knows', () => {
    expect(kindsByQueue.runs.toSorted()).toEqual(ruleRuns.map(({ kind }) => nameOf(kind)).toSorted());
  });
});
