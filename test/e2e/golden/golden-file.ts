import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Answer } from './normalise-answer.ts';

const folder = join(import.meta.dirname, '../../fixtures/golden');

/** Answers by the names of their steps, in the order of the steps. */
export type Answers = Record<string, Answer>;

/** What was recorded of a chapter; nothing of a new one. */
export async function readGolden(chapter: string): Promise<Answers> {
  const file = join(folder, `${chapter}.json`);
  return existsSync(file) ? (JSON.parse(await readFile(file, 'utf8')) as Answers) : {};
}

/** Short answers on one line each, so that long lists of refusals can be read. */
export async function writeGolden(chapter: string, answers: Answers): Promise<void> {
  await mkdir(folder, { recursive: true });
  const entries = Object.entries(answers).map(
    ([name, answer]) => `  ${JSON.stringify(name)}: ${answerText(answer)}`,
  );
  await writeFile(join(folder, `${chapter}.json`), `{\n${entries.join(',\n')}\n}\n`);
}

const ONE_LINE = 100;

function answerText(answer: Answer): string {
  const short = JSON.stringify(answer, byName);
  return short.length <= ONE_LINE ? short : JSON.stringify(answer, byName, 2).replaceAll('\n', '\n  ');
}

/** The table gives the members of a map in any order: sorted, a new record differs only where answers do. */
const byName = (_name: string, value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)))
    : value;
