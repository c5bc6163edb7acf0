import { globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Tests that start a whole cloud, whose functions are bundles that no mutant gets into. */
const isWhole = /^test\/(?:e2e|infra|bench)\//;

/** For each test file, the sources it reaches by imports, and by how many steps. */
export function readReach(): Map<string, Map<string, number>> {
  const imports = new Map<string, string[]>();
  for (const file of globSync('{functions,infra,shared,test}/**/*.ts'))
    imports.set(
      file,
      [...readFileSync(file, 'utf8').matchAll(/(?:from|import\()\s*'(\.[^']+)'/g)].map(([, name]) =>
        join(dirname(file), name!),
      ),
    );
  const tests = [...imports.keys()].filter((file) => file.endsWith('.test.ts') && !isWhole.test(file));
  return new Map(tests.map((test) => [test, stepsFrom(test, imports)]));
}

function stepsFrom(file: string, imports: Map<string, string[]>): Map<string, number> {
  const steps = new Map([[file, 0]]);
  // A map that grows is walked to its end.
  for (const [one, count] of steps)
    for (const next of imports.get(one) ?? []) if (!steps.has(next)) steps.set(next, count + 1);
  return steps;
}
