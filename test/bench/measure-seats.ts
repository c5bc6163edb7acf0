import { NOW } from '../support/factories.ts';
import { startLocalAws } from '../support/local-aws.ts';
import { timeContendedSeats, timeSeats } from '../support/seats/simulated-posts.ts';
import { SimulatedTime } from '../support/time/simulated-time.ts';
import { type BenchLine, milliseconds, promise } from './bench-line.ts';
import { percentile } from './meter/statistics.ts';

const POSTS = 500;
/** Seats for so many of those who post. */
const SHARE = 0.9;
const MOST_MS = 2_000;

/**
 * How long registrants wait for their seat after they were answered, and how many posts fail, when many come at once for one
 * session; before, with one item of seats. Time is simulated: what AWS takes is assumed, what the code does is real.
 */
export async function* measureSeats(): AsyncGenerator<BenchLine> {
  const aws = await startLocalAws();
  try {
    for (const perSecond of [100, 500]) {
      const before = new SimulatedTime(NOW);
      const lost = await timeContendedSeats(before, { perSecond, seconds: 10, random: Math.random });
      const counting = aws.countingTable();
      const time = new SimulatedTime(NOW);
      const at = { aws: { ...aws, table: counting.table }, time };
      const { latencies, failed, conflicts } = await timeSeats(at, {
        perSecond,
        seconds: POSTS / perSecond,
        share: SHARE,
      });
      const p99 = percentile(latencies, 0.99);
      yield {
        what: `seats: ${perSecond} posts/s for one session`,
        measured: `p50 ${milliseconds(percentile(latencies, 0.5))}, p99 ${milliseconds(p99)}`,
        hold: { value: p99, atMost: MOST_MS, unit: ' ms' },
        ...(perSecond === 100 && { isPromise: true }),
        notes: [
          `simulated; ${failed} of ${POSTS} posts failed, ${conflicts} conflicts; with one item of seats ${((lost / (perSecond * 10)) * 100).toFixed(0)} % failed`,
          `${(counting.writes() / POSTS).toFixed(1)} write units and ${(counting.reads() / POSTS).toFixed(1)} read units a post, its seat included`,
        ],
      };
      yield promise(`seats: posts that failed at ${perSecond}/s`, failed + conflicts, 0);
    }
  } finally {
    await aws.stop();
  }
}
