import { findEvents, type EventSearchPlace } from '../../shared/events/usecases/find-events.ts';
import { startLocalAws, type LocalAws } from '../support/local-aws.ts';
import type { BenchLine } from './bench-line.ts';
import { EVENTS, storeManyEvents } from './many-events.ts';

/** The lists by state and title of a stage with 50,000 events. */
export async function* measureEventLists(): AsyncGenerator<BenchLine> {
  const aws = await startLocalAws();
  try {
    await storeManyEvents(aws.table, 'alone');
    yield await listLine(aws, 'a page of 50 events to come', '', 100);
    yield await listLine(aws, 'one title of 50,000', `Event ${EVENTS - 1}`, 2_500);
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
