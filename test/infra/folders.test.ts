import { globSync } from 'node:fs';
import { expect, it } from 'vitest';

/** More than a reader takes in at a glance. */
const MOST_FILES = 30;

it('no folder of the repository has more than 30 files directly in it', () => {
  const found = globSync(['*', '{.ci,docs,functions,infra,shared,test}/**'], { withFileTypes: true });
  const files = found.filter((entry) => entry.isFile());
  const folders = Map.groupBy(files, ({ parentPath }) => parentPath);
  const tooFull = [...folders].filter(([, inIt]) => inIt.length > MOST_FILES).map(([folder]) => folder);
  expect(files.length).toBeGreaterThan(1000);
  expect(tooFull).toEqual([]);
});
