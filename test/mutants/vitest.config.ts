import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { mergeConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';
import base from '../../vitest.config.ts';
import { readPlan } from './plan.ts';
import { switchMutants } from './switch-mutants.ts';

const mutants = Map.groupBy(readPlan().mutants, ({ file }) => resolve(file));

/** Reads each file with its mutants in it; the file itself stays as it is. */
const readMutants = {
  name: 'mutants',
  enforce: 'pre' as const,
  load(id: string): string | undefined {
    const file = id.split('?')[0]!;
    const here = mutants.get(file);
    return here && switchMutants(readFileSync(file, 'utf8'), here);
  },
};

class AsGiven extends BaseSequencer {
  override sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return Promise.resolve(files);
  }
}

export default mergeConfig(base, {
  plugins: [readMutants],
  test: {
    // The cache's keys know nothing of mutants.
    fsModuleCache: false,
    maxWorkers: 1,
    runner: 'test/mutants/mutant-runner.ts',
    sequence: { sequencer: AsGiven },
  },
});
