import { expect, it } from 'vitest';
import { groupOfJob } from '../../shared/jobs/domain/job-message.ts';

it('a message is of the kind that the id of its job begins with, and what names no job is of none', () => {
  expect(
    [{ jobId: 'blk_0a' }, { jobId: 'imp_0a', more: 1 }, {}, { jobId: 1 }, 'blk_0a'].map(groupOfJob),
  ).toEqual(['blk', 'imp', undefined, undefined, undefined]);
});
