import { globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Tests of the cloud around the product, and those that start it as a whole: its functions are bundles that no mutant gets into. */
const isWhole = (test: string, near: Map<string, number>): boolean =>
  /^test\/(?:e2e|bench|infra\/local)\//.test(test) ||
  (test.startsWith('test/infra/') &&
    ['test/infra/synthesize-stage.ts', 'infra/bundle.ts'].some((one) => near.has(one)));

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
  const tests = [...imports.keys()].filter((file) => file.endsWith('.test.ts'));
  const all = tests.map((test) => [test, stepsFrom(test, imports)] as const);
  return new Map(all.filter(([test, near]) => !isWhole(test, near)));
}

function stepsFrom(file: string, imports: Map<string, string[]>): Map<string, number> {
  const steps = new Map([[file, 0]]);
  // A map that grows is walked to its end.
  for (const [one, count] of steps)
    for (const next of imports.get(one) ?? []) if (!steps.has(next)) steps.set(next, count + 1);
  return steps;
}
