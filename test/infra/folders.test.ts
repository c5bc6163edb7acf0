import { globSync } from 'node:fs';
import { expect, it } from 'vitest';

/** More than a reader takes in at a glance. */
const MOST_FILES = 30;

it('no folder of the repository has more than 30 files directly in it, but that of decisions, which are found by their index', () => {
  const found = globSync(['*', '{.ci,docs,functions,infra,shared,test}/**'], { withFileTypes: true });
  const files = found.filter((entry) => entry.isFile() && !entry.parentPath.endsWith('docs/adr'));
  const folders = Map.groupBy(files, ({ parentPath }) => parentPath);
  const tooFull = [...folders].filter(([, inIt]) => inIt.length > MOST_FILES).map(([folder]) => folder);
  expect(files.length).toBeGreaterThan(1000);
  expect(tooFull).toEqual([]);
});
