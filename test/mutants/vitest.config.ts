import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { mergeConfig } from 'vitest/config';
import base from '../../vitest.config.ts';
import { currentMutant } from './current-mutant.ts';

/** Reads one file changed, as the current mutant says; the file itself stays as it is. */
const readMutant = {
  name: 'mutant',
  enforce: 'pre' as const,
  load(id: string): string | undefined {
    const mutant = currentMutant();
    if (mutant === undefined || id.split('?')[0] !== resolve(mutant.file)) return undefined;
    const source = readFileSync(mutant.file, 'utf8');
    return source.slice(0, mutant.start) + mutant.text + source.slice(mutant.end);
  },
};

export default mergeConfig(base, {
  plugins: [readMutant],
  test: {
    // The cache's keys know nothing of mutants.
    fsModuleCache: false,
    // A worker's start costs more than the tests that end at their first failure.
    maxWorkers: 1,
  },
});
