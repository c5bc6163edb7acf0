import { mkdtempSync, readdirSync, rmSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { env } from 'node:process';

const memory = '/dev/shm';
/** Containers often have 64 MB there, in which the tests would not end. */
const LEAST_FREE = 2 * 1024 ** 3;

/**
 * Vitest calls it once, before its workers: whatever the tests keep lies in one folder, which goes afterwards. It is in
 * memory where there is room, because the database engine syncs its file at every item, and disks may be slow at that.
 */
export function setup(): () => void {
  const parent = hasRoom() ? memory : tmpdir();
  removeLeftOvers(parent);
  const folder = mkdtempSync(join(parent, `turnout-tests-${process.pid}-`));
  env['TMPDIR'] = folder;
  return () => {
    rmSync(folder, { recursive: true, force: true });
  };
}

function hasRoom(): boolean {
  try {
    const { bavail, bsize } = statfsSync(memory);
    return bavail * bsize > LEAST_FREE;
  } catch {
    return false;
  }
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
