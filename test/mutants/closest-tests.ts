import { globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Which files import which, over the whole repository; paths from its root. */
export function readImporters(): Map<string, string[]> {
  const importers = new Map<string, string[]>();
  for (const file of globSync(['{functions,infra,shared,test}/**/*.ts']))
    for (const [, name] of readFileSync(file, 'utf8').matchAll(/(?:from|import\()\s*'(\.[^']+)'/g)) {
      const imported = join(dirname(file), name!);
      importers.set(imported, [...(importers.get(imported) ?? []), file]);
    }
  return importers;
}

/** Tests that start a whole cloud, whose functions are bundles that no mutant gets into. */
const isWhole = /^test\/(?:e2e|infra|bench)\//;

/**
 * The test files nearest to a file by the import graph, at most so many; of equally near ones those of the file's own
 * capability first.
 */
export function closestTests(importers: Map<string, string[]>, file: string, most: number): string[] {
  const capability = /^(?:shared|functions)\/([^/]+)/.exec(file)?.[1] ?? '';
  const rank = (test: string) => (test.startsWith(`test/${capability}/`) ? 0 : 1);
  const seen = new Set([file]);
  const found: string[] = [];
  for (let ring = [file]; ring.length > 0 && found.length < most;) {
    const next = new Set(ring.flatMap((one) => importers.get(one) ?? []).filter((one) => !seen.has(one)));
    for (const one of next) seen.add(one);
    const tests = [...next].filter((one) => one.endsWith('.test.ts') && !isWhole.test(one));
    found.push(...tests.sort((a, b) => rank(a) - rank(b) || a.localeCompare(b)));
    ring = [...next];
  }
  return found.slice(0, most);
}
