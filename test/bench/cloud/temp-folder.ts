import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const root = mkdtempSync(join(tmpdir(), 'turnout-bench-'));
process.once('exit', () => {
  rmSync(root, { recursive: true, force: true });
});

/** A folder that is gone when the bench ends, however it ends. */
export const makeTempFolder = (): string => mkdtempSync(join(root, 'run-'));
