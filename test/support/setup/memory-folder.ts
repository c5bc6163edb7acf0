import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { env } from 'node:process';
import { fastFolder } from './fast-folder.ts';

const LEAST_FREE = 2 * 1024 ** 3;

/**
 * Vitest calls it once, before its workers: whatever the tests keep lies in one folder, which goes afterwards.
 */
export function setup(): () => void {
  const parent = fastFolder(LEAST_FREE);
  removeLeftOvers(parent);
  const folder = mkdtempSync(join(parent, `turnout-tests-${process.pid}-`));
  env['TMPDIR'] = folder;
  return () => {
    rmSync(folder, { recursive: true, force: true });
  };
}

/** A run that was killed could not tidy up, and memory is dear. */
function removeLeftOvers(parent: string): void {
  for (const name of readdirSync(parent)) {
    const pid = /^turnout-tests-(\d+)-/.exec(name)?.[1];
    if (pid !== undefined && !isAlive(Number(pid)))
      rmSync(join(parent, name), { recursive: true, force: true });
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
