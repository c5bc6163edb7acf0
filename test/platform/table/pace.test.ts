import { describe, expect, it } from 'vitest';
import { paceTable } from '../../../shared/platform/table/pace-table.ts';
import { Pace } from '../../../shared/platform/values/pace.ts';
import { runToEnd, arrive, jobDeps, type TestClock } from '../../support/run-jobs.ts';
import { NOW } from '../../support/factories.ts';
import { useLocalAws } from '../../support/use-local-aws.ts';

const aws = useLocalAws();

describe('The pace of bulky work', () => {
  it('is halved by a refusal, and comes back when nothing is refused any more', async () => {
    const pace = new Pace(16);
    await pace.take(() => {
      pace.slowDown();
      return Promise.resolve();
    });
    expect(pace.width).toBe(8);
    pace.slowDown();
    pace.slowDown();
    pace.slowDown();
    pace.slowDown();
    expect(pace.width).toBe(1);
    for (let n = 0; n < 200; n += 1) await pace.take(() => Promise.resolve());
    expect(pace.width).toBe(16);
  });

  it('holds at every moment, for those who wait as well', async () => {
    const pace = new Pace(8);
    let [atWork, most, done] = [0, 0, 0];
    pace.slowDown();
    const work = async () => {
      atWork += 1;
      most = Math.max(most, atWork - pace.width);
      await Promise.resolve();
      atWork -= 1;
      done += 1;
    };
    await Promise.all(Array.from({ length: 100 }, () => pace.take(work)));
    expect(done).toBe(100);
    expect(most).toBeLessThanOrEqual(0);
  });

  it('slows an import down at the first entry that is left undone, and the import loses nothing', async () => {
    const clock: TestClock = { now: NOW };
    const people = ['email', ...Array.from({ length: 600 }, (_, n) => `paced${n}@example.com`)].join('\n');
    const id = await arrive(aws, 'paced.csv', people);
    const paced = paceTable(aws.countingTable().table, 16);
    const widths: number[] = [];
    const slowDown = paced.pace!.slowDown.bind(paced.pace);
    paced.pace!.slowDown = () => {
      slowDown();
      widths.push(paced.pace!.width);
    };
    aws.faults.set(3, [
      { service: 'dynamodb', action: 'BatchExecuteStatement', kind: 'unprocessed', rate: 0.3 },
    ]);
    try {
      const job = await runToEnd(() => jobDeps(aws, clock, { table: paced }), clock, id);
      expect(job).toMatchObject({ status: 'done', counts: { read: 600, created: 600 } });
    } finally {
      aws.faults.set(1, []);
    }
    expect(Math.min(...widths)).toBeLessThanOrEqual(4);
  });
});
