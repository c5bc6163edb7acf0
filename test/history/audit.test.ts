import { describe, expect, it } from 'vitest';
import type { JobKind } from '../../shared/jobs/usecases/job-kind.ts';
import { auditJob, auditWake } from '../../shared/history/usecases/audit-job.ts';
import { auditOfJob } from '../../shared/history/domain/audit.ts';

const job = { id: 'blk_1', kind: 'bulk', createdAt: '2027-03-01T09:00:00.000Z', createdBy: 'ann' };
const entry = { id: 'blk_1', at: job.createdAt, actor: 'ann', act: 'bulk-block', what: 'blk_1' };
const people = (count: number) => Array.from({ length: count }, (_, n) => `par_${n}`);

describe('The entry of the audit log for a new job', () => {
  it('says who did what and when', () => {
    expect(auditOfJob(job, 'bulk-block')).toEqual(entry);
    expect(auditOfJob({ ...job, selection: {} }, 'bulk-block')).toEqual(entry);
  });

  it.each([0, 1, 100])('names each of %i people', (count) => {
    const ids = people(count);
    expect(auditOfJob({ ...job, selection: { ids } }, 'bulk-block')).toEqual({
      ...entry,
      count,
      people: ids,
    });
  });

  it('only counts more than a hundred', () => {
    expect(auditOfJob({ ...job, selection: { ids: people(101) } }, 'bulk-block')).toEqual({
      ...entry,
      count: 101,
    });
  });
});

describe('What the log is told of', () => {
  const kinds = [
    {
      schema: { shape: { kind: { value: 'bulk' } } },
      nameInLog: ({ dryRun }: { dryRun?: boolean }) => (dryRun ? undefined : 'bulk-block'),
    },
    { schema: { shape: { kind: { value: 'quiet' } } } },
  ] as unknown as JobKind[];
  const told = (before: object | undefined, after: object | undefined) =>
    auditJob(kinds)({ before, after } as never).audits;

  it('is a new job of a kind that has a name for it, and neither its changes nor its end', () => {
    expect(told(undefined, job)).toEqual([entry]);
    expect(told(job, job)).toEqual([]);
    expect(told(job, undefined)).toEqual([]);
    expect(told(undefined, { ...job, dryRun: true })).toEqual([]);
    expect(told(undefined, { ...job, kind: 'quiet' })).toEqual([]);
    expect(told(undefined, { ...job, kind: 'other' })).toEqual([]);
  });

  it('is who starts a job by hand', () => {
    const wake = { id: 'imp_1', kind: 'import', at: 'now', by: 'ben' };
    const audits = [{ at: 'now', id: 'imp_1', actor: 'ben', act: 'start import', what: 'imp_1' }];
    expect(auditWake({ before: undefined, after: wake } as never)).toEqual({ audits });
    expect(auditWake({ before: undefined, after: { ...wake, by: undefined } } as never)).toEqual({
      audits: [],
    });
    expect(auditWake({ before: wake, after: wake } as never)).toEqual({ audits: [] });
  });
});
