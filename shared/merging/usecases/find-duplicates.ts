import { hash } from 'node:crypto';
import { duplicateKeys, type DuplicateKey } from '../domain/duplicate-keys.ts';
import {
  DuplicateReason,
  MOST_IN_GROUP,
  type DuplicatesGroup,
  type DuplicatesJob,
} from '../domain/duplicates-job.ts';
import type { Participant } from '../../people/domain/participant.ts';
import { RepeatedNumbers } from '../../platform/values/repeated-numbers.ts';
import { putDuplicates } from '../table/duplicates-items.ts';
import { SHARDS } from '../../platform/values/shard.ts';
import { readPeopleShard } from '../../people/table/participant-items.ts';
import type { Table } from '../../platform/table/table.ts';
import { duplicatesKind } from './merging-kinds.ts';
import type { JobWork } from '../../jobs/usecases/job-kind.ts';
import type { SliceOf } from '../../jobs/usecases/slice.ts';

/** Groups that one job names: bounds its memory, and is more than anybody works through in a week. */
const MOST_GROUPS = 10_000;
const KEPT_DAYS = 7;
/** People between two checkpoints, which tell how far it is and keep the lease. */
const CHECKPOINT_PEOPLE = 20_000;
const MOST_ATTEMPTS = 3;

interface Deps {
  table: Table;
  now: () => number;
}
type Context = Deps & SliceOf<DuplicatesJob>;
type KeysOf = (person: Participant) => DuplicateKey[];

/** Thrown to end a walk early: time is over. */
class OutOfTime extends Error {
  override readonly name = 'OutOfTime';
}

/** The work on searches for duplicates. */
export const duplicatesWork: JobWork<Deps, DuplicatesJob> = {
  kind: duplicatesKind,
  takeFurther: findDuplicates,
};

/**
 * Searches for duplicates in one slice: the first walk keeps eight bytes for each key that people may have in common, the
 * second one collects only people who share a key with somebody. So the process stays below 300 MB with a million people.
 */
async function findDuplicates(context: Context, job: DuplicatesJob): Promise<DuplicatesJob> {
  if (job.attempts >= MOST_ATTEMPTS)
    return fail(context, job, 'Looking for doubles took too long each time.');
  let current = await context.checkpoint({
    ...job,
    attempts: job.attempts + 1,
    pass: 1,
    counts: { looked: 0, groups: 0 },
  });
  const step = async (looked: number, pass: number) => {
    current = await context.checkpoint({ ...current, pass, counts: { looked, groups: 0 } });
    if (!context.mayGoOn()) throw new OutOfTime();
  };
  const keysOf = (person: Participant) => duplicateKeys(person, job.homeCountryCode);
  try {
    const { wanted, isCut } = await collectRepeated(context, keysOf, (looked) => step(looked, 1));
    const groups = await collectGroups(context, keysOf, wanted, (looked) => step(looked, 2));
    const expiresAt = Math.floor(context.now() / 1000) + KEPT_DAYS * 24 * 3600;
    await putDuplicates(context.table, job.id, groups, expiresAt);
    return await context.checkpoint({
      ...current,
      status: 'done',
      counts: { looked: current.counts.looked, groups: groups.length },
      isCut,
      finishedAt: new Date(context.now()).toISOString(),
    });
  } catch (error) {
    if (error instanceof OutOfTime) return current;
    throw error;
  }
}

function fail(context: Context, job: DuplicatesJob, detail: string): Promise<DuplicatesJob> {
  const finishedAt = new Date(context.now()).toISOString();
  return context.checkpoint({ ...job, status: 'failed', reason: 'stuck', detail, finishedAt });
}

/** Hashes have 48 bits: among some million keys a handful collide, and the second walk tells them apart. */
const HASH_DIGITS = 12;
// As text: millions of small buffers wait long for being collected.
const numberOf = ({ reason, text }: DuplicateKey): number =>
  Number.parseInt(hash('sha1', `${reason}\n${text}`).slice(0, HASH_DIGITS), 16);

/** The hashes of keys that several people share, those of strong reasons first. */
async function collectRepeated(
  context: Context,
  keysOf: KeysOf,
  step: (looked: number) => Promise<void>,
): Promise<{ wanted: Set<number>; isCut: boolean }> {
  const byReason = new Map(DuplicateReason.options.map((reason) => [reason, new RepeatedNumbers()]));
  await eachPerson(context, keysOf, step, (keys) => {
    for (const key of keys) byReason.get(key.reason)?.add(numberOf(key));
  });
  const wanted = new Set<number>();
  let isAnyCut = false;
  for (const reason of DuplicateReason.options) {
    const found = byReason.get(reason)?.find(MOST_GROUPS - wanted.size);
    byReason.delete(reason);
    for (const number of found?.numbers ?? []) wanted.add(number);
    isAnyCut ||= found?.isCut ?? false;
  }
  return { wanted, isCut: isAnyCut };
}

interface Candidates {
  reason: DuplicateReason;
  ids: string[];
  total: number;
}

async function collectGroups(
  context: Context,
  keysOf: KeysOf,
  wanted: Set<number>,
  step: (looked: number) => Promise<void>,
): Promise<DuplicatesGroup[]> {
  const found = new Map<string, Candidates>();
  await eachPerson(context, keysOf, step, (keys, id) => {
    for (const key of keys) {
      if (!wanted.has(numberOf(key))) continue;
      const name = `${key.reason}\n${key.text}`;
      const group = found.get(name) ?? { reason: key.reason, ids: [], total: 0 };
      group.total += 1;
      if (group.ids.length < MOST_IN_GROUP) group.ids.push(id);
      found.set(name, group);
    }
  });
  return joined([...found.values()].filter(({ total }) => total > 1));
}

/** One group for the same people, with all reasons; the strongest reasons first. */
function joined(candidates: Candidates[]): DuplicatesGroup[] {
  const strength = (reason: DuplicateReason) => DuplicateReason.options.indexOf(reason);
  const groups = new Map<string, DuplicatesGroup>();
  for (const { reason, ids, total } of candidates.sort((a, b) => strength(a.reason) - strength(b.reason))) {
    const name = ids.join();
    const group = groups.get(name);
    if (group) group.reasons.push(reason);
    else groups.set(name, { reasons: [reason], ids, total });
  }
  return [...groups.values()];
}

async function eachPerson(
  context: Context,
  keysOf: KeysOf,
  step: (looked: number) => Promise<void>,
  take: (keys: DuplicateKey[], id: string) => void,
): Promise<void> {
  let looked = 0;
  let open = 0;
  for await (const people of pagesOfPeople(context.table)) {
    for (const person of people) {
      const keys = keysOf(person);
      // One person may have one text in two fields.
      take([...new Map(keys.map((key) => [`${key.reason}\n${key.text}`, key])).values()], person.id);
    }
    looked += people.length;
    open += people.length;
    if (open < CHECKPOINT_PEOPLE) continue;
    open = 0;
    await step(looked);
  }
  await step(looked);
}

/** Page by page, none ahead: pages that wait outlive the young generation, and a million people then take 50 MB more. */
async function* pagesOfPeople(table: Table): AsyncGenerator<Participant[]> {
  for (let shard = 0; shard < SHARDS; shard += 1) {
    let after: string | undefined;
    do {
      const page = await readPeopleShard(table, shard, after, 'alike');
      after = page.next;
      yield page.participants;
    } while (after !== undefined);
  }
}
