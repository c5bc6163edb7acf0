import { availableParallelism } from 'node:os';
import { env } from 'node:process';
import { defineConfig } from 'vitest/config';
import { sortTestFiles } from './test/support/setup/test-files.ts';

/** Limits end what hangs, and judge no machine: a loaded one may take long. This is the only place that sets them. */
const LIMIT_MS = 10 * 60_000;

const { unit, engines, apart } = sortTestFiles();
const project = (name: string, include: string[], isolate: boolean) => ({
  extends: true as const,
  test: {
    name,
    include,
    isolate,
    // Node strips the types itself. Only modules that are replaced, or mutants, need Vite's runner, which rewrites each.
    experimental: { viteModuleRunner: isolate || env['MUTANTS_PLAN'] !== undefined, nodeLoader: false },
  },
});

export default defineConfig({
  test: {
    testTimeout: LIMIT_MS,
    hookTimeout: LIMIT_MS,
    expect: { poll: { timeout: LIMIT_MS } },
    globalSetup: ['test/support/setup/memory-folder.ts'],
    setupFiles: ['test/support/setup/fixed-seed.ts'],
    // More than there are cores: many tests wait for engines, queues and pages.
    maxWorkers: availableParallelism() + 2,
    // Files share the workers' processes, and what these have loaded.
    projects: [
      project('apart', apart, true),
      project('engines', engines, false),
      project('unit', unit, false),
    ],
  },
});
