import { spawn } from 'node:child_process';
import { env, execPath } from 'node:process';
import type { Mutant } from './make-mutants.ts';

export type Verdict = 'noticed' | 'survived' | 'endless';

const base = ['node_modules/vitest/vitest.mjs', 'run', '--config', 'test/mutants/vitest.config.ts'];

/** Runs test files, with a mutant if one is given. One that runs for so long is ended: the change made it endless. */
export function runTests(tests: string[], limitMs: number, mutant?: Mutant): Promise<Verdict> {
  const child = spawn(execPath, [...base, '--bail', '1', '--reporter', 'dot', ...tests], {
    env: { ...env, ...(mutant && { MUTANT: JSON.stringify(mutant) }) },
    stdio: 'ignore',
    // A group of its own: ended with its workers.
    detached: true,
  });
  return new Promise((done, failed) => {
    let isEndless = false;
    const limit = setTimeout(() => {
      isEndless = true;
      if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
    }, limitMs);
    child.on('error', failed);
    child.on('exit', (code) => {
      clearTimeout(limit);
      done(isEndless ? 'endless' : code === 0 ? 'survived' : 'noticed');
    });
  });
}
