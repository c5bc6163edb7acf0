import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fastFolder } from '../../support/setup/fast-folder.ts';

/** A million people and an index take some of it. */
const LEAST_FREE = 8 * 1024 ** 3;
const root = mkdtempSync(join(fastFolder(LEAST_FREE), 'turnout-bench-'));
process.once('exit', () => {
  rmSync(root, { recursive: true, force: true });
});

/** A folder that is gone when the bench ends, however it ends. */
export const makeTempFolder = (): string => mkdtempSync(join(root, 'run-'));
