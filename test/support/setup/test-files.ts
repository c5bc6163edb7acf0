import { globSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';

/** What a test needs is read from what it imports, so there is no list to forget a file in. */
const needsEngines = /from '[./]*(infra\/local\/|infra\/|.*endpoint-fixture|.*synthesize-stage)/;
const needsProcesses = /node:child_process|playwright/;
/** What somebody imports of the tests' own files, for its value. */
const helpers = /^(?:import|export)(?! type\b)[^;]*? from '(\.[^']+)';$/gm;
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
  const known = new Map<string, boolean>();
  for (const file of globSync('test/**/*.test.ts').sort()) files[kindOf(file, known)].push(file);
  return files;
}

function kindOf(file: string, known: Map<string, boolean>): keyof TestFiles {
  if (replacesModules.test(readFileSync(file, 'utf8'))) return 'apart';
  return isHeavy(resolve(file), known) ? 'engines' : 'unit';
}

/** Whether a file needs more than its own process, itself or by a helper, however many stand between. */
function isHeavy(file: string, known: Map<string, boolean>): boolean {
  const before = known.get(file);
  if (before !== undefined) return before;
  known.set(file, false);
  const source = readFileSync(file, 'utf8');
  const isSo =
    needsEngines.test(source) ||
    needsProcesses.test(source) ||
    [...source.matchAll(helpers)]
      .map(([, path]) => resolve(file, '..', path ?? ''))
      .some((helper) => /\/test\/.*\.ts$/.test(helper) && isHeavy(helper, known));
  known.set(file, isSo);
  return isSo;
}
