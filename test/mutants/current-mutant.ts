import { env } from 'node:process';
import type { Mutant } from './make-mutants.ts';

/** Vitest reads its configuration as a bundle of its own, so what both need lies in the environment. */
export function setMutant(mutant: Mutant | undefined): void {
  env['MUTANT'] = mutant === undefined ? '' : JSON.stringify(mutant);
}

/** The change under which the tests run at the moment, if any. */
export function currentMutant(): Mutant | undefined {
  const text = env['MUTANT'] ?? '';
  return text === '' ? undefined : (JSON.parse(text) as Mutant);
}
