import { mkdirSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { bundleFunctions } from '../../infra/bundle.ts';

/** Bytes of a public function with the SDK inside: what decides how long a first visitor waits. */
const publicLimits = { registration: 560_000, pages: 600_000 };

describe('the bundles of this project', () => {
  test('of public functions stay small', async () => {
    const outRoot = mkdtempSync(join(tmpdir(), 'turnout-bundles-'));
    const bundles = await bundleFunctions({ outRoot });
    for (const [name, limit] of Object.entries(publicLimits))
      expect(bundles.find((bundle) => bundle.name === name)?.bytes, name).toBeLessThan(limit);
    rmSync(outRoot, { recursive: true });
  });
});

describe('bundling', () => {
  let root: string;

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'turnout-bundle-'));
    put(
      'functions/one/handler.ts',
      "import { word } from '../../shared/word.ts';\nexport const handler = (): string => word;",
    );
    put('functions/two/handler.ts', 'export const handler = (): number => 2;');
    put('shared/word.ts', "export const word: string = 'first';");
  });

  /** Writes a file whose time lies in the past, as a saved file's does. */
  function put(path: string, text: string, secondsAgo = 10): void {
    const file = join(root, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
    const time = Date.now() / 1000 - secondsAgo;
    utimesSync(file, time, time);
  }

  const made = async () =>
    (await bundleFunctions({ root })).filter((bundle) => bundle.made).map(({ name }) => name);
  const run = async (name: string): Promise<unknown> => {
    const module = (await import(`${join(root, 'dist', name, 'index.mjs')}?${Math.random()}`)) as {
      handler(): unknown;
    };
    return module.handler();
  };

  test('makes a module that Node runs, for each function', async () => {
    expect(await made()).toEqual(['one', 'two']);
    expect([await run('one'), await run('two')]).toEqual(['first', 2]);
  });

  test('makes nothing when nothing changed', async () => {
    await made();
    expect(await made()).toEqual([]);
  });

  test('makes only the functions that a change reaches', async () => {
    await made();
    put('shared/word.ts', "export const word: string = 'second';", 5);
    expect(await made()).toEqual(['one']);
    expect(await run('one')).toBe('second');
  });

  test('makes a bundle again when it was removed', async () => {
    await made();
    rmSync(join(root, 'dist/two'), { recursive: true });
    expect(await made()).toEqual(['two']);
  });

  test('takes away the bundle of a function that is gone', async () => {
    await made();
    rmSync(join(root, 'functions/two'), { recursive: true });
    expect((await bundleFunctions({ root })).map(({ name }) => name)).toEqual(['one']);
    expect(() => readFileSync(join(root, 'dist/two/index.mjs'))).toThrow();
  });

  test('keeps the sources out of what is deployed', async () => {
    await made();
    expect(readFileSync(join(root, 'dist/one/index.mjs.map'), 'utf8')).not.toContain('sourcesContent":["');
  });
});
