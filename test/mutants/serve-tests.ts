import { relative, resolve } from 'node:path';
import { createVitest } from 'vitest/node';
import { setMutant } from './current-mutant.ts';
import type { Mutant } from './make-mutants.ts';

/** Test files to run up to the first that fails. */
export interface Ask {
  tests: string[];
  mutant?: Mutant;
}

/** Which of them failed. */
export interface Answer {
  failed: string[];
}

// A process of its own that stays warm: it keeps what Vite has read of every file that no mutant changed.
setMutant(undefined);
const vitest = await createVitest({
  config: 'test/mutants/vitest.config.ts',
  watch: false,
  bail: 1,
  reporters: [{}],
});
await vitest.standalone();

process.on('message', (ask: Ask) => void answer(ask));
process.send?.('ready');

async function answer({ tests, mutant }: Ask): Promise<void> {
  setMutant(mutant);
  if (mutant) vitest.invalidateFile(resolve(mutant.file));
  const failed = await failedOf(tests);
  if (mutant) vitest.invalidateFile(resolve(mutant.file));
  process.send?.({ failed } satisfies Answer);
}

async function failedOf(tests: string[]): Promise<string[]> {
  // Vitest ends a run at the first failure that it knows of, also at one of the run before.
  vitest.state.idMap.clear();
  vitest.state.filesMap.clear();
  const chosen = tests.flatMap((test) => vitest.getModuleSpecifications(resolve(test)));
  const { testModules, unhandledErrors } = await vitest.runTestSpecifications(chosen);
  const passed = new Set(testModules.filter((one) => one.ok()).map(({ moduleId }) => moduleId));
  const failed = testModules.filter((one) => one.state() === 'failed').map(({ moduleId }) => moduleId);
  // An error outside of any test is of all of them.
  const isRed = unhandledErrors.length > 0 || tests.some((test) => !passed.has(resolve(test)));
  if (!isRed) return [];
  return failed.length === 0 ? tests : failed.map((path) => relative('.', path));
}
