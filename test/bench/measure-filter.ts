import { type BenchCloud, startBenchCloud } from './bench-cloud.ts';
import { type BenchLine, promise, rowsPerSecond, unsteadiness } from './bench-line.ts';
import { peakMemory, startMeter } from './meter.ts';
import { peopleItems } from './people.ts';
import { readRaw } from './raw-reads.ts';
import { writeRaw } from './raw-writes.ts';

const ROWS = 100_000;
const ROUNDS = 4;
const MOST_MB = 300;

/** A filter that no index serves and that half of the people fit: everybody is looked at, and counted by facets. */
const FILTER = 'company.contains=example,contoso,ромашка&lastName.exists=true&createdAt.gt=2020-01-01';
const IN_FILTER = 3 * (ROWS / 5);

/** Facets of a filter over 100,000 people, between bare reads of the same items. */
export async function* measureFilter(): AsyncGenerator<BenchLine> {
  const cloud = await startBenchCloud();
  try {
    await writeRaw(cloud, peopleItems('filtered', ROWS));
    await cloud.settle();
    const raw: number[] = [];
    const ours: number[] = [];
    const meter = startMeter();
    let requests = 0;
    for (let round = 0; round < ROUNDS; round += 1) {
      raw.push((await readRaw(cloud)).perSecond);
      const facets = await timeFacets(cloud);
      ours.push(facets.perSecond);
      requests = facets.requests;
    }
    const costs = meter();
    const ratio = Math.max(...ours) / Math.max(...raw);
    const all = (rates: number[]) => rates.map((rate) => Math.round(rate).toLocaleString('en')).join(', ');
    yield {
      what: `filter over ${ROWS.toLocaleString('en')} people`,
      measured: `${rowsPerSecond(Math.max(...ours))} (best of ${ROUNDS})`,
      raw: `bare Query ${rowsPerSecond(Math.max(...raw))}`,
      ratio,
      costs,
      notes: [`rounds: ours ${all(ours)}; bare ${all(raw)}; ${requests} requests each`, ...unsteadiness(raw)],
    };
    const peak = peakMemory('people');
    yield {
      what: 'its function, most memory',
      measured: `${Math.round(peak)} MB`,
      hold: { value: peak, atMost: MOST_MB, unit: ' MB' },
    };
    yield promise('a rare find, items looked at', await lookForOne(cloud), ROWS, ROWS + 16);
  } finally {
    await cloud.stop();
  }
}

interface Part {
  count: number;
  looked: number;
  cursor?: string;
}

/** All parts of the facets, added up as a caller would. */
async function timeFacets(cloud: BenchCloud): Promise<{ perSecond: number; requests: number }> {
  const begun = performance.now();
  const sum = { count: 0, looked: 0 };
  let requests = 0;
  for (let cursor: string | undefined = ''; cursor !== undefined;) {
    const path = `/v1/participants/facets?${FILTER}${cursor && `&cursor=${cursor}`}`;
    const part = (await cloud.call('GET', encodeURI(path))) as unknown as Part;
    sum.count += part.count;
    sum.looked += part.looked;
    requests += 1;
    cursor = part.cursor;
  }
  if (sum.count !== IN_FILTER || sum.looked !== ROWS)
    throw new Error(`The facets count ${sum.count} of ${IN_FILTER} people and looked at ${sum.looked}.`);
  return { perSecond: ROWS / ((performance.now() - begun) / 1000), requests };
}

/** A list whose filter one person fits: how many items its requests looked at until its end. */
async function lookForOne(cloud: BenchCloud): Promise<number> {
  let looked = 0;
  let found = 0;
  for (let cursor: string | undefined = ''; cursor !== undefined;) {
    const query = `q=person.77777@filtered${cursor && `&cursor=${cursor}`}`;
    const page = await cloud.call('GET', `/v1/participants?${query}`);
    const part = page as { items: unknown[]; looked: number; cursor?: string };
    looked += part.looked;
    found += part.items.length;
    cursor = part.cursor;
  }
  if (found !== 1) throw new Error(`The search found ${found} people.`);
  return looked;
}
