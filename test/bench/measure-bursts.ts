import { Throttle } from '../../infra/local/gateway/throttle.ts';
import { readStage } from '../../infra/stage-config.ts';
import type { Event } from '../../shared/events/domain/event.ts';
import { groupOfJob, groupOfRun } from '../../shared/jobs/domain/job-message.ts';
import { remembering } from '../../shared/platform/table/recall.ts';
import type { Table } from '../../shared/platform/table/table.ts';
import { recentlyOffered } from '../../shared/registrations/usecases/offered-sessions.ts';
import { register } from '../../shared/registrations/usecases/register.ts';
import { getEvent } from '../../shared/events/table/event-items.ts';
import { recentEvent } from '../../shared/events/table/recent-events.ts';
import { NOW, planDeps, post, storedEvent } from '../support/factories.ts';
import { planSessions } from '../../shared/events/usecases/plan-sessions.ts';
import { startLocalAws, type LocalAws } from '../support/local-aws.ts';
import { identityKey } from '../support/run-jobs.ts';
import { largeJobs, SharedWorkers, type GroupOf } from '../support/shared-workers.ts';
import type { BenchLine } from './bench-line.ts';

const DATES = 50;
const VISITORS = 200;
/** Before an instance knows that many ask. */
const FIRST_VISITORS = 20;

/** What visitors cost and meet in a burst, and how long small work waits behind large: units, and counts in simulated time. */
export async function* measureBursts(): AsyncGenerator<BenchLine> {
  const aws = await startLocalAws();
  try {
    const event = await storedEvent(aws.table);
    await planSessions(planDeps(aws.table), event, {
      ...{ first: { startsAt: '2027-03-07T10:00' }, count: DATES, every: 'P1D' },
    });
    yield await unitsLine(aws, 'a post', 3.5, (table, n) => comes(table, event, n));
    yield await unitsLine(aws, 'a page view', 0.1, async (table) => {
      await recentEvent(table, event.id, NOW);
      await recentlyOffered({ table, now: () => NOW }, event, 'page');
    });
  } finally {
    await aws.stop();
  }
  yield* doorLines();
  yield waitLine('an export behind 100 imports', groupOfJob, largeJobs('imp', 100), 'exp_small');
  yield waitLine('a small run behind 7 large ones', groupOfRun, largeJobs('run', 7), 'run_small');
}

async function comes(table: Table, { id }: Event, n: number): Promise<void> {
  const event = await getEvent(table, id);
  if (!event) throw new Error('The event is gone.');
  await register(
    { table, identityKey, now: () => NOW },
    { event, request: post({ email: `burst${n}@example.com` }) },
  );
}

/** Read units of each of many visitors at once, for an instance that remembers and for one that does not, as before. */
async function unitsLine(
  aws: LocalAws,
  what: string,
  atMost: number,
  visit: (table: Table, n: number) => Promise<void>,
): Promise<BenchLine> {
  let visitors = 0;
  const unitsOf = async (wrap: (table: Table) => Table) => {
    const counting = aws.countingTable();
    const table = wrap(counting.table);
    for (let n = 0; n < FIRST_VISITORS; n += 1) await visit(table, (visitors += 1));
    const before = counting.reads();
    for (let n = 0; n < VISITORS; n += 1) await visit(table, (visitors += 1));
    return (counting.reads() - before) / VISITORS;
  };
  const before = await unitsOf((table) => table);
  const now = await unitsOf(remembering);
  return {
    what: `bursts: read units of ${what}`,
    measured: `${now.toFixed(2)} with ${DATES} dates`,
    raw: `nothing remembered ${before.toFixed(2)}`,
    hold: { value: now, atMost, unit: '' },
    isPromise: true,
  };
}

/** How many are refused at the door: at a stage's defaults, at the one limit that all routes had, and at a setting for the day. */
function* doorLines(): Generator<BenchLine> {
  const stage = { mailFrom: 'a@example.com', mailIdentity: 'example.com' };
  const { requests } = readStage({ bench: stage }, 'bench');
  const doors = [
    { what: '100,000 join in 2 minutes', visitors: 100_000, seconds: 120, before: 200, now: requests.pages },
    { what: '300,000 posts in a minute', visitors: 300_000, seconds: 60, before: 500, now: 5_000 },
  ];
  for (const { what, visitors, seconds, before, now } of doors) {
    const share = refusedAt(now, visitors, seconds);
    yield {
      what: `bursts: ${what}`,
      measured: `${percent(share)} refused at ${now}/s`,
      raw: `at ${before}/s ${percent(refusedAt(before, visitors, seconds))}`,
      hold: { value: share, atMost: 0, unit: '' },
      isPromise: true,
    };
  }
}

const percent = (share: number): string => `${(share * 100).toFixed(0)} %`;

function refusedAt(rate: number, visitors: number, seconds: number): number {
  const door = new Throttle();
  const route = { key: 'GET /', throttle: { rate, burst: 2 * rate } };
  let refused = 0;
  for (let n = 0; n < visitors; n += 1)
    if (!door.admits(route, (n * seconds * 1000) / visitors)) refused += 1;
  return refused / visitors;
}

/** Slices of large work that are begun before a small job is, among five workers. */
function waitLine(what: string, groupOf: GroupOf, large: string[], small: string): BenchLine {
  const slices = (of: GroupOf): number => {
    const workers = new SharedWorkers(of);
    workers.send(...large);
    for (let n = 0; n < 5; n += 1) workers.work();
    const waited = workers.slicesBefore(small);
    workers.stop();
    return waited;
  };
  const now = slices(groupOf);
  return {
    what: `bursts: ${what}`,
    measured: `waits for ${now} slices`,
    raw: `without groups ${slices(() => undefined)}`,
    hold: { value: now, atMost: 0, unit: '' },
    isPromise: true,
  };
}
