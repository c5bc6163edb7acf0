import { describe, expect, it } from 'vitest';
import {
  cancelledJob,
  isFinished,
  isHeld,
  isLeased,
  JobStatus,
  type JobCore,
} from '../../shared/jobs/domain/job.ts';
import { NOW } from '../support/factories.ts';

const job: JobCore = {
  kind: 'bulk',
  id: 'blk_1',
  status: 'running',
  createdAt: '2027-03-01T08:00:00.000Z',
  createdBy: 'ann',
  version: 3,
  idleSlices: 0,
};

describe('A job', () => {
  it('is finished as done, failed or cancelled, and not before', () => {
    expect(JobStatus.options.filter((status) => isFinished({ status }))).toEqual([
      'done',
      'failed',
      'cancelled',
    ]);
    expect(JobStatus.options.filter((status) => !isFinished({ status }))).toEqual(['waiting', 'running']);
  });

  it('is held while it waits for an answer', () => {
    expect([{}, { heldFor: undefined }, { heldFor: 'columns' }].map(isHeld)).toEqual([false, false, true]);
  });

  it('is leased until the instant of its lease, and not at it', () => {
    const until = (ms: number) => ({ lease: { owner: 'w', until: new Date(NOW + ms).toISOString() } });
    expect([{}, until(-1), until(0), until(1)].map((one) => isLeased(one, NOW))).toEqual([
      false,
      false,
      false,
      true,
    ]);
  });

  it('that was cancelled is free, holds nothing, and is the same otherwise', () => {
    const busy = { ...job, cancelling: true, heldFor: 'x', lease: { owner: 'w', until: 'later' } };
    const { cancelling, heldFor, lease, ...rest } = cancelledJob(busy, NOW);
    expect([cancelling, heldFor, lease]).toEqual([undefined, undefined, undefined]);
    expect(rest).toEqual({ ...job, status: 'cancelled', finishedAt: new Date(NOW).toISOString() });
  });
});
