import { resolve } from 'node:path';
import { createVitest } from 'vitest/node';

// A process of its own: what a mutant does to it ends with it. Its arguments are the test files, in the order to run them.
const vitest = await createVitest({ config: 'test/mutants/vitest.config.ts', watch: false, reporters: [{}] });
await vitest.standalone();
const tests = process.argv.slice(2);
const once = new Map(
  [...new Set(tests)].map((test) => [test, vitest.getModuleSpecifications(resolve(test))]),
);
await vitest.runTestSpecifications(tests.flatMap((test) => once.get(test)!));
// Engines that a mutant kept from stopping hold nothing up.
process.exit();
