/**
 * Changes the code in small ways, one at a time, and tells which changes no test notices: the tests nearest to the changed
 * file are run, the pure ones first, in a process that stays warm, up to the first that fails.
 * `npm run mutants -- --files shared/mail --count 40 --seed 1 --tests 6`; the same seed gives the same changes. `--files` may
 * be a quoted pattern of folders. Prints each change that survived, and the share of those noticed by folder.
 */
import { globSync, readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { sortTestFiles } from '../support/test-files.ts';
import { closestTests, readImporters } from './closest-tests.ts';
import { makeMutants, type Mutant } from './make-mutants.ts';
import { runTests, stopTests } from './run-tests.ts';

/** How long the tests of one change may take: the pure ones, and those on the engines. */
const PURE_LIMIT_MS = 60_000;
const LIMIT_MS = 5 * 60_000;

const { values } = parseArgs({
  options: {
    files: { type: 'string', multiple: true, default: ['shared', 'functions'] },
    count: { type: 'string', default: '40' },
    seed: { type: 'string', default: '1' },
    tests: { type: 'string', default: '6' },
  },
});

/** Words are looked at by people, schemas of routes by the API's document. */
const ignored = /\/texts\/|\/routes\/|zone-data|handler\.ts$|settings\.ts$/;
const files = values.files
  .flatMap((folder) => globSync(folder.endsWith('.ts') ? folder : `${folder}/**/*.ts`))
  .filter((file) => !ignored.test(file))
  .sort();
const importers = readImporters();
const all = files.flatMap((file) => makeMutants(file, readFileSync(file, 'utf8')));
const chosen = pick(all, Number(values.count), Number(values.seed));
const nearest = (mutant: Mutant) => closestTests(importers, mutant.file, Number(values.tests));
const scores = new Map<string, { noticed: number; of: number }>();
const pure = new Set(sortTestFiles().unit);
/** Whether a test file passes without a change; found out when it first fails. */
const soundness = new Map<string, boolean>();
const isSound = (test: string) => soundness.get(test) !== false;

console.log(`${chosen.length} of ${all.length} changes in ${files.length} files, seed ${values.seed}`);
for (const [index, mutant] of chosen.entries()) {
  const verdict = await judge(mutant);
  const folder = folderOf(mutant.file);
  const score = scores.get(folder) ?? { noticed: 0, of: 0 };
  const isNoticed = verdict !== 'survived';
  if (verdict !== 'untestable')
    scores.set(folder, { noticed: score.noticed + Number(isNoticed), of: score.of + 1 });
  console.log(`${index + 1}. ${verdict}  ${mutant.file}:${mutant.line}  ${mutant.what}`);
}
let noticed = 0;
let of = 0;
for (const [folder, score] of [...scores].sort()) {
  console.log(`${folder.padEnd(24)} ${score.noticed} of ${score.of}`);
  noticed += score.noticed;
  of += score.of;
}
console.log(`noticed: ${noticed} of ${of} (${Math.round((100 * noticed) / Math.max(1, of))} %)`);
await stopTests();

/** `untestable`: every test near it fails without the change, too. */
async function judge(mutant: Mutant) {
  const near = nearest(mutant);
  // The pure tests are asked first: most changes need no other.
  for (const group of [near.filter((test) => pure.has(test)), near.filter((test) => !pure.has(test))]) {
    const verdict = await judgeBy(group, mutant);
    if (verdict !== 'survived') return verdict;
  }
  return near.length > 0 && near.every((test) => !isSound(test)) ? 'untestable' : 'survived';
}

async function judgeBy(group: string[], mutant: Mutant): Promise<'survived' | 'noticed' | 'endless'> {
  const tests = group.filter(isSound);
  if (tests.length === 0) return 'survived';
  const failed = await runTests(
    tests,
    tests.every((test) => pure.has(test)) ? PURE_LIMIT_MS : LIMIT_MS,
    mutant,
  );
  if (failed.length === 0) return 'survived';
  const suspects = failed === 'endless' ? tests : failed;
  for (const test of suspects) if (!soundness.has(test)) soundness.set(test, await passesUnchanged(test));
  if (suspects.every(isSound)) return failed === 'endless' ? 'endless' : 'noticed';
  return judgeBy(tests, mutant);
}

async function passesUnchanged(test: string): Promise<boolean> {
  const passes = (await runTests([test], LIMIT_MS)).length === 0;
  if (!passes) console.log(`left out, because it fails without a change, too: ${test}`);
  return passes;
}

/** The layer of a capability, else the part of the platform or the function. */
function folderOf(file: string): string {
  const [top = '', capability = '', layer = ''] = file.split('/');
  if (top === 'shared' && capability !== 'platform' && !layer.endsWith('.ts')) return layer;
  return layer.endsWith('.ts') ? `${top}/${capability}` : `${top}/${capability}/${layer}`;
}

/** So many of them, spread over the files as the seed says. */
function pick(mutants: Mutant[], count: number, seed: number): Mutant[] {
  const rest = [...mutants];
  const taken: Mutant[] = [];
  for (let state = seed >>> 0; taken.length < count && rest.length > 0;) {
    // Numerical Recipes' generator: any will do that gives the same every time.
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    taken.push(...rest.splice(Math.floor((state / 2 ** 32) * rest.length), 1));
  }
  return taken.sort((a, b) => a.file.localeCompare(b.file) || a.start - b.start);
}
