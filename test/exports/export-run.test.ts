import { randomBytes } from 'node:crypto';
import { beforeAll, expect, it } from 'vitest';
import type { NewDelivery } from '../../shared/handovers/domain/delivery.ts';
import type { HandoverJob } from '../../shared/handovers/domain/handover-job.ts';
import { insertDeliveries } from '../../shared/handovers/table/delivery-items.ts';
import { createJob } from '../../shared/jobs/table/job-items.ts';
import { NOW } from '../support/factories.ts';
import { exportAll } from '../support/run-jobs.ts';
import { storedPeople } from '../support/stored-people.ts';
import { useLocalAws } from '../support/use-local-aws.ts';

const aws = useLocalAws();
const at = new Date(NOW).toISOString();
const id = `run_${randomBytes(16).toString('hex')}`;

/** A run with three people: one was delivered, one failed, and of one nobody knew in time whether they were there. */
beforeAll(async () => {
  const fire = { kind: 'handover', sessionId: `ses_${'1'.repeat(32)}`, ruleId: 'crm', dueAt: at };
  const run: HandoverJob = {
    ...{ kind: 'handover', id, status: 'done', createdAt: at, createdBy: 'schedule', version: 1 },
    ...{ idleSlices: 0, fire, eventId: `evt_${'1'.repeat(32)}`, cursor: { shard: 0 } },
    counts: { looked: 3, chosen: 3, unknown: 0 },
  };
  await createJob(aws.table, run);
  const people = await storedPeople(aws.table, 'run-', 3);
  const states = [
    { status: 'delivered', finishedAt: at, log: [{ at, status: 204, answer: 'ok', durationMs: 1 }] },
    { status: 'failed', reason: '=gone', log: [{ at, error: 'dns: no', durationMs: 1 }] },
    { status: 'skipped', log: [] },
  ] as const;
  await insertDeliveries(
    aws.table,
    people.map((person, n): NewDelivery => ({
      ...{ runId: id, participantId: person.id, attempts: n, round: 1, body: '{}', createdAt: at, dueAt: at },
      ...{ ...states[n]!, log: [...states[n]!.log] },
    })),
  );
});

it('An export of a run tells of each person what became of their delivery', async () => {
  const { job, text } = await exportAll(aws, { now: NOW }, { run: id, fields: ['status'], delimiter: ',' });
  expect(job).toMatchObject({ status: 'done', rows: 3 });
  const [head, ...rows] = text.trim().split('\r\n');
  expect(head).toContain('Delivery,Attempts,Due,Delivered,Reason,Last status,Last answer');
  expect(rows.map((row) => row.slice(row.indexOf(',') + 1)).sort()).toEqual([
    `delivered,0,${at},${at},,204,ok`,
    `failed,1,${at},,"'=gone",,dns: no`,
    `skipped,2,${at},,,,`,
  ]);
});

it('and as a workbook the same', async () => {
  const { job } = await exportAll(aws, { now: NOW }, { run: id, fields: ['status'], format: 'xlsx' });
  expect(job).toMatchObject({ status: 'done', rows: 3 });
});

it('An export of a run that is not there is refused', async () => {
  await expect(exportAll(aws, { now: NOW }, { run: 'run_0' })).rejects.toMatchObject({
    errors: [{ field: 'run' }],
  });
});
