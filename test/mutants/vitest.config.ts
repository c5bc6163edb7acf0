import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { env } from 'node:process';
import { mergeConfig } from 'vitest/config';
import base from '../../vitest.config.ts';
import type { Mutant } from './make-mutants.ts';

/** Reads one file changed, as `MUTANT` says; the file itself stays as it is. */
function readMutant() {
  const mutant = env['MUTANT'] === undefined ? undefined : (JSON.parse(env['MUTANT']) as Mutant);
  return {
    name: 'mutant',
    enforce: 'pre' as const,
    load(id: string): string | undefined {
      if (mutant === undefined || id.split('?')[0] !== resolve(mutant.file)) return undefined;
      const source = readFileSync(mutant.file, 'utf8');
      return source.slice(0, mutant.start) + mutant.text + source.slice(mutant.end);
    },
  };
}

// Without the cache of what was read before: its keys know nothing of mutants.
export default mergeConfig(base, { plugins: [readMutant()], test: { fsModuleCache: false } });
