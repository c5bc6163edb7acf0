import { describe, expect, it } from 'vitest';
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
