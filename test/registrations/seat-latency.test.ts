import { expect, it } from 'vitest';
import { percentile } from '../bench/meter/statistics.ts';
import { NOW } from '../support/factories.ts';
import { timeSeats } from '../support/seats/simulated-posts.ts';
import { SimulatedTime } from '../support/time/simulated-time.ts';
import { useLocalAws } from '../support/use-local-aws.ts';

const aws = useLocalAws();

it('Of 100 posts a second for one session none fails, and each has its seat, or word of the waiting list, within two seconds', async () => {
  const time = new SimulatedTime(NOW);
  const { latencies, failed, conflicts } = await timeSeats(
    { aws, time },
    { perSecond: 100, seconds: 2, share: 0.9 },
  );
  expect([failed, conflicts, latencies.length]).toEqual([0, 0, 200]);
  expect(percentile(latencies, 0.99)).toBeLessThanOrEqual(2_000);
});
