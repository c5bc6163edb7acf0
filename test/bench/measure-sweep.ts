import { sweep } from '../../functions/sweeper/sweeps.ts';
import { startLocalAws, type LocalAws } from '../support/local-aws.ts';
import type { BenchLine } from './bench-line.ts';
import { NOW, storeManyEvents } from './many-events.ts';

/** One sweep of a stage with 50,000 events, each with a session every week and three reminders. */
export async function* measureSweep(): AsyncGenerator<BenchLine> {
  const aws = await startLocalAws();
  try {
    await storeManyEvents(aws.table);
    yield* sweepLines(aws, 'a sweep, 50,000 events');
  } finally {
    await aws.stop();
  }
}

async function* sweepLines(aws: LocalAws, what: string): AsyncGenerator<BenchLine> {
  const counting = aws.countingTable();
  const begun = performance.now();
  const swept = await sweep({ ...aws, table: counting.table, givenUp: {}, now: () => NOW });
  const seconds = (performance.now() - begun) / 1_000;
  const taken = Object.entries(swept).map(([name, count]) => `${name} ${count}`);
  yield {
    what: `${what}: reads`,
    measured: `${counting.reads().toFixed(0)} read units`,
    hold: { value: counting.reads(), atMost: 1_000, unit: '' },
    isPromise: true,
    notes: [taken.join(', ')],
  };
  yield {
    what: `${what}: time`,
    measured: `${seconds.toFixed(1)} s`,
    hold: { value: seconds, atMost: 20, unit: ' s' },
  };
}
