import { describe, expect, it } from 'vitest';
import { jobWorks } from '../../functions/jobs/job-registry.ts';
import { ruleRuns } from '../../functions/schedules/rule-runs.ts';
import type { JobKind } from '../../shared/jobs/usecases/job-kind.ts';
import { bulkActions } from '../../shared/registries/bulk-actions.ts';
import { jobKinds } from '../../shared/registries/job-kinds.ts';
import { kindsByQueue } from '../../shared/registries/kinds-by-queue.ts';

const nameOf = ({ schema }: Pick<JobKind, 'schema'>) => schema.shape.kind.value;
const sorted = (names: Iterable<string>) => [...names].toSorted();

describe('A kind of job', () => {
  it('has one queue', () => {
    expect(sorted(Object.values(kindsByQueue).flat())).toEqual(sorted(jobKinds.map(nameOf)));
  });

  it('is known to the workers of its queue, and to no others', () => {
    expect(sorted(jobWorks.map(({ kind }) => nameOf(kind)))).toEqual(sorted(kindsByQueue.jobs));
    expect(sorted(ruleRuns.map(({ kind }) => nameOf(kind)))).toEqual(sorted(kindsByQueue.runs));
  });
});

describe('A bulk action', () => {
  it('has a type of its own', () => {
    const types = bulkActions.map(({ schema }) => schema.shape.type.value);
    expect(new Set(types).size).toBe(types.length);
  });

  it('that nobody gets back cannot be undone', () => {
    const both = bulkActions.filter(
      ({ isUndoable, isFinal, leavesHalves }) => isUndoable && (isFinal ?? leavesHalves),
    );
    expect(both).toEqual([]);
  });
});
