import { expect, it } from 'vitest';
import type { RuleRun } from '../../shared/rules/domain/rule-run.ts';
import { placeOf, walksOf } from '../../shared/rules/domain/run-walk.ts';
import { groupOfRun } from '../../shared/jobs/domain/job-message.ts';
import { NOW } from '../support/factories.ts';

const run = (cursor: RuleRun['cursor']) => ({ id: 'run_1', createdBy: 'system', cursor }) as RuleRun;

it('a run is divided into walks of all shards that are still before it, the first from where it stands', () => {
  const walks = walksOf(run({ shard: 14, after: 'par_x' }), NOW);
  const all = {
    kind: 'walk',
    status: 'waiting',
    of: 'run_1',
    counts: { looked: 0, chosen: 0 },
    createdBy: 'system',
  };
  const anew = { createdAt: new Date(NOW).toISOString(), version: 1, idleSlices: 0 };
  expect(walks).toEqual([
    { ...all, ...anew, id: 'run_1.14', shard: 14, after: 'par_x' },
    { ...all, ...anew, id: 'run_1.15', shard: 15, after: undefined },
  ]);
  expect(walks.map(placeOf)).toEqual([
    { shard: 14, after: 'par_x' },
    { shard: 15, after: undefined },
  ]);
  expect(walksOf(run({ shard: 0 }), NOW).map(({ shard }) => shard)).toEqual(
    Array.from({ length: 16 }, (_, n) => n),
  );
});

it('a walk is of the group of its run', () => {
  expect([{ jobId: 'run_1' }, { jobId: 'run_1.14' }, {}].map(groupOfRun)).toEqual([
    'run_1',
    'run_1',
    undefined,
  ]);
});
