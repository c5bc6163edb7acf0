/**
 * Changes the code in small ways, one at a time, and tells which changes no test notices ([how](README.md)).
 * `npm run mutants -- --files 'shared/*\/domain' --each 30 --seed 1`; the same seed gives the same changes. `--files` may be
 * a quoted pattern of folders or files. Prints each change that goes unnoticed, and a table by folder.
 */
import { globSync, readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { equivalents } from './equivalents.ts';
import { makeMutants, type Mutant } from './make-mutants.ts';
import { pick } from './pick.ts';
import { tryMutants, type Verdict } from './try-mutants.ts';

const { values } = parseArgs({
  options: {
    files: {
      type: 'string',
      multiple: true,
      default: ['shared/*/{domain,usecases,table}', 'shared/{mail,pages}'],
    },
    /** So many of each folder; all of them, if it is not given. */
    each: { type: 'string', default: 'all' },
    seed: { type: 'string', default: '1' },
    /** Only by the tests that need no engine. */
    quick: { type: 'boolean', default: false },
    /** Test files that are not asked, as a pattern: long ones. */
    without: { type: 'string' },
  },
});

/** Words are looked at by people, schemas of routes by the API's document. */
const ignored = /^shared\/platform\/table|\/texts\/|\/routes\/|zone-data|handler\.ts$|settings\.ts$/;
const files = [
  ...new Set(values.files.flatMap((name) => globSync(name.endsWith('.ts') ? name : `${name}/**/*.ts`))),
]
  .filter((file) => !ignored.test(file))
  .sort();
const all = files.flatMap((file) => makeMutants(file, readFileSync(file, 'utf8')));
const isEquivalent = ({ file, what }: Mutant) =>
  equivalents.some((one) => one.file === file && one.what === what);
const most = values.each === 'all' ? Infinity : Number(values.each);
const chosen = [...Map.groupBy(all, ({ file }) => folderOf(file)).values()].flatMap((mutants) =>
  pick(mutants, most, Number(values.seed)),
);
const left = chosen.filter((mutant) => !isEquivalent(mutant));
console.log(`${chosen.length} of ${all.length} changes in ${files.length} files, seed ${values.seed}`);

const { verdicts, unsound } = await tryMutants(left, {
  isQuick: values.quick,
  without: values.without === undefined ? undefined : new RegExp(values.without),
  say: console.log,
});
for (const { test, by } of unsound) console.log(`fails without a change, too: ${test} (${by})`);
for (const mutant of left) {
  const verdict = verdicts.get(mutant.id)!;
  if (verdict === 'survived' || verdict === 'unreached')
    console.log(`${verdict}  ${mutant.file}:${mutant.line}  ${mutant.what}`);
}

console.log('\n| folder | changes | noticed | of these endless | survived | reached by no test | share |');
console.log('| --- | --: | --: | --: | --: | --: | --: |');
const rows = Map.groupBy(left, ({ file }) => folderOf(file));
for (const [folder, mutants] of [...rows].sort(([a], [b]) => a.localeCompare(b))) printRow(folder, mutants);
for (const layer of ['domain', 'usecases', 'table'])
  printRow(
    `all of ${layer}`,
    left.filter(({ file }) => file.split('/')[2] === layer),
  );
for (const part of ['mail', 'pages'])
  printRow(
    `all of ${part}`,
    left.filter(({ file }) => file.startsWith(`shared/${part}/`)),
  );
printRow('all', left);

function printRow(name: string, mutants: Mutant[]): void {
  if (mutants.length === 0) return;
  const count = (...meant: Verdict[]) => mutants.filter(({ id }) => meant.includes(verdicts.get(id)!)).length;
  const noticed = count('noticed', 'endless');
  const share = `${Math.round((100 * noticed) / mutants.length)} %`;
  const cells = [mutants.length, noticed, count('endless'), count('survived'), count('unreached'), share];
  console.log(`| ${name} | ${cells.join(' | ')} |`);
}

/** The layer of a capability, else the part of the platform or the function. */
function folderOf(file: string): string {
  const parts = file.split('/').slice(0, -1);
  return parts.slice(0, 3).join('/');
}
