import { globSync, readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { format } from 'oxfmt';
import layout from '../oxfmt.config.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const docFile = fileURLToPath(new URL('table.md', import.meta.url));

/** One way to find something in the table, as the first comment of a key file tells it. */
export interface AccessPattern {
  what: string;
  /** `<partition> / <sort key>`, each `<word>` a placeholder; `gsi1` or `gsi2` before it means an index. */
  where: string;
  /** Kinds of items that stand there, as their `entity` attribute says. */
  entities: string[];
  /** The key file, from the root of the repository. */
  file: string;
}

/** The access patterns of all capabilities, by file. */
export function accessPatterns(): AccessPattern[] {
  const files = globSync('shared/*/table/*-keys.ts', { cwd: root }).sort();
  return files.flatMap((file) => patternsIn(readFileSync(`${root}/${file}`, 'utf8'), file));
}

/** Reads the rows of the table in the comment that a key file begins with; the first two are its head. */
function patternsIn(source: string, file: string): AccessPattern[] {
  const comment = source.slice(0, source.indexOf('*/'));
  const rows = [...comment.matchAll(/^ \* \|(.+)\|$/gm)].map(([, row = '']) =>
    row.split('|').map((cell) => cell.trim()),
  );
  const [head, , ...patterns] = rows;
  if (head?.join() !== 'what,where,item')
    throw new Error(`${file} does not begin with a table of its keys (what | where | item).`);
  return patterns.map(([what = '', where = '', item = '']) => ({
    ...{ what, where, file },
    entities: item.split(', '),
  }));
}

/** The text of docs/table.md. */
export async function makeTableDoc(): Promise<string> {
  const rows = accessPatterns().map(
    ({ what, where, entities, file }) => `| ${what} | \`${where}\` | ${entities.join(', ')} | \`${file}\` |`,
  );
  const text = [
    '# The table',
    'Made from the key files by `npm run table`; a test compares. One table, two indexes (`gsi1` shows whole items, `gsi2` only what lists need: their kind and what they have `listed`), no scans. `<…>` stands for a value; a `<shard>` is one of 16, given by the hash of what lies in it, because one partition takes 1,000 writes a second.',
    ['| what | where | item | keys |', '| --- | --- | --- | --- |', ...rows].join('\n'),
  ].join('\n\n');
  return (await format(docFile, text, layout)).code;
}

if (import.meta.main) await writeFile(docFile, await makeTableDoc());
