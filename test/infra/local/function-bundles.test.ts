import { cpSync, mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Bundle, bundleFunctions, listFunctions } from '../../../infra/bundle.ts';
import { openFunctionBundles } from '../../../infra/local/product/function-bundles.ts';
import { describeSources } from '../../../infra/local/product/synthesize.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'turnout-lazy-'));
});
afterEach(() => {
  rmSync(root, { recursive: true });
});

/** Writes a file whose time lies in the past, as a saved file's does. */
function put(path: string, text: string, secondsAgo = 10): void {
  const file = join(root, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  const time = Date.now() / 1000 - secondsAgo;
  utimesSync(file, time, time);
}

describe('The bundles of functions', () => {
  const made: string[][] = [];
  const make = (only: string[]): Promise<Bundle[]> => {
    made.push(only);
    return bundleFunctions({ root, only });
  };
  const open = () => openFunctionBundles(listFunctions(root), make);
  const run = async (folder: string): Promise<unknown> => {
    const file = `${join(folder, 'index.mjs')}?${Math.random()}`;
    return ((await import(file)) as { handler(): unknown }).handler();
  };

  beforeEach(() => {
    made.length = 0;
    for (const name of ['one', 'two', 'three'])
      put(
        `functions/${name}/handler.ts`,
        `import { word } from '../../shared/word.ts';\nexport const handler = () => '${name} ' + word;`,
      );
    put('shared/word.ts', "export const word: string = 'first';");
  });

  it('are made when they are asked for, once, those that are asked for together in one run', async () => {
    const bundles = open();
    const folders = await Promise.all([bundles.folderOf('one'), bundles.folderOf('two')]);
    expect(await Promise.all(folders.map(run))).toEqual(['one first', 'two first']);
    await bundles.folderOf('one');
    expect(await bundles.makeAll()).toBe(3);
    expect(made).toEqual([['one', 'two'], ['three']]);
  });

  it('serve at the next start when nothing changed, and never when a source did', async () => {
    await open().makeAll();
    expect(await open().makeAll()).toBe(0);
    put('shared/word.ts', "export const word: string = 'second';", 5);
    expect(await run(await open().folderOf('two'))).toBe('two second');
    expect(await open().makeAll()).toBe(2);
  });

  it('are made although another does not build, which is tried again when it is asked for again', async () => {
    put('functions/two/handler.ts', "import './gone.ts';\nexport const handler = () => 2;");
    const bundles = open();
    const all = ['one', 'two', 'three'].map((name) => bundles.folderOf(name));
    const [one, two, three] = await Promise.allSettled(all);
    expect([one?.status, two?.status, three?.status]).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(String((two as PromiseRejectedResult).reason)).toContain('gone.ts');
    put('functions/two/gone.ts', 'export {};');
    expect(await run(await bundles.folderOf('two'))).toBe(2);
  });
});

describe('The templates of an earlier start', () => {
  const project = new URL('../../..', import.meta.url).pathname;

  it('serve until one of the files changes that they may be made of', () => {
    for (const name of ['cdk.json', 'package-lock.json', 'infra/local/product/synthesize-worker.ts'])
      cpSync(join(project, name), join(root, name), { preserveTimestamps: true });
    put('infra/local/engine.ts', 'export {};');
    for (const name of ['infra/stack.ts', 'infra/service/api.ts', 'shared/names.ts', 'functions/a/routes.ts'])
      put(name, 'export {};');
    const before = describeSources(root);
    put('infra/local/engine.ts', 'export const changed = true;', 5);
    expect(describeSources(root)).toBe(before);
    const names = ['infra/service/api.ts', 'shared/names.ts', 'functions/a/routes.ts', 'cdk.json'].map(
      (name) => {
        put(name, 'export const changed = true;', 5);
        return describeSources(root);
      },
    );
    put('functions/b/handler.ts', 'export {};');
    expect(new Set([before, ...names, describeSources(root)]).size).toBe(6);
  });
});
