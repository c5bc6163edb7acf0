import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { env } from 'node:process';
import { setTimeout as wait } from 'node:timers/promises';
import { sortTestFiles } from '../support/setup/test-files.ts';
import type { Mutant } from './make-mutants.ts';
import { PLAN, readFound, settled, tell, writePlan, type Found, type Plan } from './plan.ts';
import { readReach } from './reach.ts';

/** What came of a mutant. */
export type Verdict = 'noticed' | 'endless' | 'survived' | 'unreached';

/** The tests of a file are asked about a mutant in the first turn in which they take no longer than this; JSON knows no infinity. */
const TURNS_MS = [300, 3_000, Number.MAX_SAFE_INTEGER];
/** Nothing takes so long that says nothing: the process hangs in a loop without an end. */
const SILENCE_MS = 3 * 60_000;
/** Limits and lists of values of what comes in stand in the API's description, which is compared. */
const DESCRIPTION = 'test/infra/openapi.test.ts';

/** Tries each mutant by all tests that come by it, the nearest and quickest first, and says who noticed it. */
export async function tryMutants(
  mutants: Mutant[],
  { isQuick, without, say }: { isQuick: boolean; without: RegExp | undefined; say: (line: string) => void },
) {
  const folder = mkdtempSync(join(tmpdir(), 'turnout-mutants-'));
  const found = join(folder, 'found.jsonl');
  const steps = readReach();
  const files = [...new Set(mutants.map(({ file }) => file))];
  const reach = Object.fromEntries(
    [...steps].map(([test, near]) => [test, files.filter((file) => near.has(file))]),
  );
  const distance = (test: string) => Math.min(...reach[test]!.map((file) => steps.get(test)!.get(file)!));
  // Of equally near ones the smaller are likely to be the quicker.
  const nearestFirst = (tests: string[]) =>
    tests
      .filter((test) => (reach[test]?.length ?? 0) > 0 && !without?.test(test))
      .sort((a, b) => distance(a) - distance(b) || statSync(a).size - statSync(b).size);
  const { unit, apart, engines } = sortTestFiles();
  const base: Plan = { mutants, reach, found, cost: { above: -1, upTo: TURNS_MS[0]! } };
  const path = join(folder, 'plan.json');
  const run = (plan: Plan, tests: string[]) => runPlan(path, plan, tests, say);

  async function ask(tests: string[][], fresh: string[], mostFresh: number): Promise<void> {
    let known = readFound(base).length;
    for (const some of tests) await run(base, nearestFirst(some));
    for (const [turn, upTo] of TURNS_MS.entries()) {
      if (turn === 0) continue;
      const now = readFound(base);
      const left = quickestFirst(now.slice(known), settled(now));
      known = now.length;
      await run({ ...base, cost: { above: TURNS_MS[turn - 1]!, upTo } }, left);
    }
    const anew = planFresh(base, steps, nearestFirst(fresh), mostFresh);
    const order = anew.map(({ test }) => test);
    await run({ ...base, fresh: anew }, order);
  }
  await ask([unit, apart], [...unit, DESCRIPTION], 8);
  if (!isQuick) await ask([engines], engines, 4);

  const all = readFound(base);
  rmSync(folder, { recursive: true });
  return judge(mutants, all);
}

/** The test files that have something left to try. */
function quickestFirst(found: Found[], done: Set<string>): string[] {
  const left = new Map(
    found.flatMap((one) =>
      one.is === 'left' && one.ids.some((id) => !done.has(id)) ? [[one.test, one.ms] as const] : [],
    ),
  );
  return [...left].sort(([, a], [, b]) => a - b).map(([test]) => test);
}

/** What a module does once as it is read is tried by the nearest files, those first that notice much of the same module. */
function planFresh(plan: Plan, steps: Map<string, Map<string, number>>, tests: string[], most: number) {
  const found = readFound(plan);
  const done = settled(found);
  const once = new Set(found.flatMap((one) => (one.is === 'once' ? one.ids : [])));
  const unsound = found.filter((one) => one.is === 'unsound');
  const useless = new Set(unsound.filter(({ ids }) => ids.length === 0).map(({ test }) => test));
  const again = unsound.flatMap(({ test, ids }) =>
    tests.includes(test) ? ids.filter((id) => !done.has(id)).map((id) => ({ id, test })) : [],
  );
  const fileOf = new Map(plan.mutants.map(({ id, file }) => [id, file]));
  const noticedBy = (test: string, file: string) =>
    found.filter((one) => one.is === 'noticed' && one.test === test && fileOf.get(one.id) === file).length;
  const anew = plan.mutants
    .filter(({ id }) => once.has(id) && !done.has(id))
    .flatMap(({ id, file }) =>
      tests
        .filter((test) => steps.get(test)?.has(file) === true && !useless.has(test))
        .map((test) => ({ id, test, rank: steps.get(test)!.get(file)! - noticedBy(test, file) }))
        .sort((a, b) => a.rank - b.rank)
        .filter(({ test }, place) => place < most || test === DESCRIPTION),
    )
    .map(({ id, test }) => ({ id, test }));
  return [...anew, ...again];
}

async function runPlan(
  path: string,
  plan: Plan,
  tests: string[],
  say: (line: string) => void,
): Promise<void> {
  for (let left = tests; left.length > 0;) {
    writePlan(path, plan);
    const before = readFound(plan).length;
    const hasEnded = await runProcess(path, plan, left);
    const now = readFound(plan).slice(before);
    const done = new Set(now.flatMap((one) => (one.is === 'done' || one.is === 'unsound' ? [one.test] : [])));
    const last = now.findLast((one) => one.is === 'began');
    if (hasEnded || !last) return;
    say(`ended: ${last.id} hangs in ${last.test}`);
    tell(plan, { is: 'endless', id: last.id, test: last.test });
    left = plan.fresh ? left : left.filter((test) => !done.has(test));
  }
}

/** Whether it came to its end, rather than into a loop without one. */
async function runProcess(path: string, { found }: Plan, tests: string[]): Promise<boolean> {
  const child = fork('test/mutants/run-plan.ts', tests, {
    env: { ...env, [PLAN]: path },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    // A group of its own: ended with its workers.
    detached: true,
  });
  const start = Date.now();
  const isSilent = () =>
    Date.now() - Math.max(start, statSync(found, { throwIfNoEntry: false })?.mtimeMs ?? 0) > SILENCE_MS;
  const ended = once(child, 'exit').then(() => true);
  for (;;) {
    if (await Promise.race([ended, wait(1_000, false)])) return true;
    if (isSilent()) break;
  }
  if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
  return false;
}

function judge(mutants: Mutant[], found: Found[]) {
  const reached = new Set(found.flatMap((one) => (one.is === 'reached' || one.is === 'once' ? one.ids : [])));
  const ends = new Map(
    found.flatMap((one) => (one.is === 'noticed' || one.is === 'endless' ? [[one.id, one] as const] : [])),
  );
  const unsound = found.flatMap((one) => (one.is === 'unsound' && one.ids.length === 0 ? [one] : []));
  const verdicts = new Map<string, Verdict>(
    mutants.map(({ id }) => [id, ends.get(id)?.is ?? (reached.has(id) ? 'survived' : 'unreached')]),
  );
  return { verdicts, unsound };
}
