import { statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';

const memory = '/dev/shm';

/**
 * Where folders of tests and measurements are made: in memory if `leastFree` bytes are free there, because the database engine
 * syncs its file at every item, and disks may be slow at that. Containers often have 64 MB there, in which nothing would end.
 */
export const fastFolder = (leastFree: number): string => (hasRoom(leastFree) ? memory : tmpdir());

function hasRoom(leastFree: number): boolean {
  try {
    const { bavail, bsize } = statfsSync(memory);
    return bavail * bsize > leastFree;
  } catch {
    return false;
  }
}
