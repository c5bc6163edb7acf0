import { globSync, readFileSync } from 'node:fs';

/** What a test needs is read from what it imports, so there is no list to forget a file in. */
const needsEngines =
  /support\/(use-)?(local-aws|local-cloud|test-cloud)\.ts|infra\/|endpoint-fixture|synthesize-stage/;
const needsProcesses = /node:child_process|playwright/;
/** Replaces a module for everybody in its process, so it has to have one of its own. */
const replacesModules = /\bvi\.(mock|doMock|resetModules)\(/;

export interface TestFiles {
  /** Pure: rules, texts, readers. */
  unit: string[];
  /** On the real local engines, or with other processes. */
  engines: string[];
  /** Cannot share a process with other files. */
  apart: string[];
}

/** The test files by what they need. */
export function sortTestFiles(): TestFiles {
  const files: TestFiles = { unit: [], engines: [], apart: [] };
  for (const file of globSync('test/**/*.test.ts').sort())
    files[kindOf(readFileSync(file, 'utf8'))].push(file);
  return files;
}

function kindOf(source: string): keyof TestFiles {
  if (replacesModules.test(source)) return 'apart';
  return needsEngines.test(source) || needsProcesses.test(source) ? 'engines' : 'unit';
}
