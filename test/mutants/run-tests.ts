import { fork, type ChildProcess } from 'node:child_process';
import { env } from 'node:process';
import type { Mutant } from './make-mutants.ts';
import type { Answer, Ask } from './serve-tests.ts';

let warm: Promise<ChildProcess> | undefined;

/**
 * Runs test files up to the first that fails, with a mutant if one is given, and says which failed. What runs for so long
 * is ended: the change made it endless.
 */
export async function runTests(tests: string[], limitMs: number, mutant?: Mutant) {
  const child = await (warm ??= start());
  return new Promise<string[] | 'endless'>((done) => {
    const end = (failed: string[] | 'endless') => {
      clearTimeout(limit);
      child.removeAllListeners();
      done(failed);
    };
    const limit = setTimeout(() => {
      stop(child);
      end('endless');
    }, limitMs);
    child.once('message', ({ failed }: Answer) => {
      end(failed);
    });
    // The change took the whole process with it.
    child.once('exit', () => {
      warm = undefined;
      end(tests);
    });
    child.send({ tests, ...(mutant && { mutant }) } satisfies Ask);
  });
}

/** Ends the process that keeps the tests warm. */
export async function stopTests(): Promise<void> {
  if (warm) stop(await warm);
}

function start(): Promise<ChildProcess> {
  const child = fork('test/mutants/serve-tests.ts', {
    env: { ...env, MUTANT: '' },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    // A group of its own: ended with its workers.
    detached: true,
  });
  return new Promise((done, failed) => {
    child.once('error', failed);
    child.once('exit', () => {
      failed(new Error('Vitest did not start'));
    });
    child.once('message', () => {
      child.removeAllListeners();
      done(child);
    });
  });
}

function stop(child: ChildProcess): void {
  warm = undefined;
  if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
}
