import { describe, expect, it } from 'vitest';
import { jobWorks } from '../../functions/jobs/job-registry.ts';
import { ruleRuns } from '../../functions/schedules/rule-runs.ts';
import { nameOf, type JobQueue } from '../../shared/jobs/usecases/job-kind.ts';
import { bulkActions } from '../../shared/registries/bulk-actions.ts';
import { jobKindsWith } from '../../shared/registries/job-kinds.ts';

const kinds = jobKindsWith(bulkActions);
const namesOn = (queue: JobQueue) => sorted(kinds.filter((kind) => kind.queue === queue).map(nameOf));
const sorted = (names: Iterable<string>) => [...names].toSorted();

describe('A kind of job', () => {
  it('has a name of its own', () => {
    expect(new Set(kinds.map(nameOf)).size).toBe(kinds.length);
  });

  it('is known to the workers of its queue, and to no others', () => {
    expect(sorted(jobWorks.map(({ kind }) => nameOf(kind)))).toEqual(namesOn('jobs'));
    expect(sorted(ruleRuns.map(({ kind }) => nameOf(kind)))).toEqual(namesOn('runs'));
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
