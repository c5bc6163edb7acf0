import { sweep } from '../../functions/sweeper/sweeps.ts';
import { findEvents, type EventSearchPlace } from '../../shared/events/usecases/find-events.ts';
import { startLocalAws, type LocalAws } from '../support/local-aws.ts';
import type { BenchLine } from './bench-line.ts';
import { EVENTS, NOW, storeManyEvents } from './many-events.ts';

/** A stage with 50,000 events: one sweep, and the lists by state and title. */
export async function* measureSweep(): AsyncGenerator<BenchLine> {
  const aws = await startLocalAws();
  try {
    await storeManyEvents(aws.table);
    yield await listLine(aws, 'a page of 50 events to come', '', 150);
    yield await listLine(aws, 'one title of 50,000', `Event ${EVENTS - 1}`, 12_000);
    yield* sweepLines(aws, 'a sweep, 50,000 events');
  } finally {
    await aws.stop();
  }
}

/** A page of the list, or all pages until the one title is found. Before, each look went through all events as they are: 12,000 units. */
async function listLine(aws: LocalAws, what: string, q: string, atMost: number): Promise<BenchLine> {
  const counting = aws.countingTable();
  let [found, requests] = [0, 0];
  for (
    let place: EventSearchPlace | undefined, more = true;
    more && found === 0;
    more = place !== undefined
  ) {
    const page = await findEvents(counting.table, { state: 'coming', q }, place, 50);
    found += page.events.length;
    requests += 1;
    place = page.next;
  }
  return {
    what: `${what}: reads`,
    measured: `${counting.reads().toFixed(0)} read units`,
    hold: { value: counting.reads(), atMost, unit: '' },
    isPromise: true,
    notes: [`${found} found by ${requests} requests`],
  };
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
