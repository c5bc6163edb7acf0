import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { argv, pid } from 'node:process';
import { fileURLToPath } from 'node:url';
import type { BuildOptions, Metafile, Plugin } from 'esbuild';
import * as z from 'zod';

const projectRoot = fileURLToPath(new URL('..', import.meta.url));

/**
 * What a bundle was made of: kept beside its folder (what lies in the folder is deployed), so that the next call can tell
 * whether anything changed.
 */
const Origin = z.object({ tools: z.string(), inputs: z.record(z.string(), z.number()) });
type Origin = z.infer<typeof Origin>;

export interface BundleOptions {
  /** Folder that holds `functions/`. Default: this project. */
  root?: string;
  /** Folder of the bundles. Default: `dist` of the root. */
  outRoot?: string;
  /** The functions to bundle. Default: all; then bundles whose function is gone are removed too. */
  only?: readonly string[];
}

export interface Bundle {
  /** Folder under functions/. */
  name: string;
  /** The bundle's file. */
  file: string;
  /** Size of the minified file. */
  bytes: number;
  /** False when it was up to date. */
  made: boolean;
}

/**
 * Makes `<outRoot>/<name>/index.mjs` of every `functions/<name>/handler.ts` that changed since the last time, all in one
 * esbuild run.
 */
export async function bundleFunctions({ root = projectRoot, outRoot, only }: BundleOptions = {}): Promise<
  Bundle[]
> {
  const out = outRoot ?? join(root, 'dist');
  const names = only ?? listFunctions(root);
  const tools = toolsOf(root);
  const stale: string[] = [];
  for (const name of names) if (!(await isFresh(root, join(out, name), tools))) stale.push(name);
  if (stale.length > 0) await makeBundles(root, out, stale, tools);
  if (only === undefined) await removeOthers(out, names);
  return Promise.all(
    names.map(async (name) => {
      const file = join(out, name, 'index.mjs');
      return { name, file, bytes: (await stat(file)).size, made: stale.includes(name) };
    }),
  );
}

/** The functions of a project: the folders of `functions/` that have a handler. */
export function listFunctions(root = projectRoot): string[] {
  const folder = join(root, 'functions');
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => existsSync(join(folder, name, 'handler.ts')))
    .sort();
}

/** Whatever changes a bundle besides the function's own sources: installed packages, this file, substitutes. */
function toolsOf(root: string): string {
  const hash = createHash('sha256').update(readFileSync(fileURLToPath(import.meta.url)));
  for (const file of Object.values(substitutes)) hash.update(readFileSync(file));
  const lock = join(root, 'package-lock.json');
  if (existsSync(lock)) hash.update(readFileSync(lock));
  return hash.digest('hex');
}

async function isFresh(root: string, folder: string, tools: string): Promise<boolean> {
  const origin = await readOrigin(folder);
  if (origin?.tools !== tools || !existsSync(join(folder, 'index.mjs'))) return false;
  for (const [path, changed] of Object.entries(origin.inputs)) {
    if ((await changedAt(join(root, path))) !== changed) return false;
  }
  return true;
}

async function readOrigin(folder: string): Promise<Origin | undefined> {
  try {
    return Origin.parse(JSON.parse(await readFile(`${folder}.origin.json`, 'utf8')));
  } catch {
    return undefined;
  }
}

async function changedAt(file: string): Promise<number> {
  return stat(file).then(
    ({ mtimeMs }) => mtimeMs,
    () => 0,
  );
}

async function makeBundles(root: string, out: string, names: string[], tools: string): Promise<void> {
  const begun = Date.now();
  // Loaded when there is something to make, because it would slow a start that finds all made.
  const { build } = await import('esbuild');
  const { metafile, outputFiles } = await build({
    ...esbuildOptions,
    absWorkingDir: root,
    entryPoints: Object.fromEntries(names.map((name) => [`${name}/index`, entryOf(name)])),
    outdir: out,
  });
  await Promise.all(outputFiles.map(({ path, contents }) => replaceFile(path, contents)));
  for (const name of names) {
    const inputs = await ownInputs(root, metafile, entryOf(name), begun);
    await replaceFile(`${join(out, name)}.origin.json`, JSON.stringify({ tools, inputs } satisfies Origin));
  }
}

const entryOf = (name: string) => `functions/${name}/handler.ts`;

/** In one step, because a function may be starting from the old file right now. */
async function replaceFile(path: string, contents: Uint8Array | string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const draft = `${path}.${pid}`;
  await writeFile(draft, contents);
  await rename(draft, path);
}

/** Our own files that an entry reaches, with their times; one that changed during the build counts as changed. */
async function ownInputs(
  root: string,
  { inputs }: Metafile,
  entry: string,
  begun: number,
): Promise<Origin['inputs']> {
  const reached = new Set([entry]);
  for (const path of reached) {
    for (const imported of inputs[path]?.imports ?? []) {
      if (imported.external !== true && !imported.path.includes('node_modules/')) reached.add(imported.path);
    }
  }
  const times = [...reached].map(async (path) => {
    const changed = await changedAt(join(root, path));
    return [path, changed < begun ? changed : 0] as const;
  });
  return Object.fromEntries(await Promise.all(times));
}

/** Packages that bundles replace by a smaller file of ours. */
const substitutes = {
  '@aws-sdk/credential-provider-node': join(
    projectRoot,
    'shared/platform/runtime/environment-credentials.ts',
  ),
};

/** No function makes JSON schemas: the API is described when the project is built. zod's makers of them are 18 kB. */
const withoutJsonSchemas: Plugin = {
  name: 'without-json-schemas',
  setup: (build) => {
    build.onLoad({ filter: /zod[\\/]v4[\\/]core[\\/](to-json-schema|json-schema-.*)\.js$/ }, () => ({
      contents: 'module.exports = {};',
    }));
  },
};

const esbuildOptions = {
  plugins: [withoutJsonSchemas],
  bundle: true,
  format: 'esm',
  platform: 'node',
  target: 'node24',
  // Without this esbuild takes the CommonJS build of the SDK, half as big again.
  mainFields: ['module', 'main'],
  alias: substitutes,
  minify: true,
  charset: 'utf8',
  legalComments: 'none',
  sourcemap: 'external',
  sourcesContent: false,
  metafile: true,
  write: false,
  outExtension: { '.js': '.mjs' },
  // CommonJS packages inside an ES module still call require() for Node's own modules. esbuild does not see these
  // names, so they must be longer than any it makes up while minifying.
  banner: {
    js: "import { createRequire as createRequireOfBundle } from 'node:module'; const require = createRequireOfBundle(import.meta.url);",
  },
  logLevel: 'warning',
} as const satisfies BuildOptions;

async function removeOthers(out: string, names: readonly string[]): Promise<void> {
  await mkdir(out, { recursive: true });
  for (const entry of readdirSync(out, { withFileTypes: true })) {
    // What begins with a dot is no bundle.
    if (entry.isDirectory() && !names.includes(entry.name) && !entry.name.startsWith('.'))
      await rm(join(out, entry.name), { recursive: true, force: true });
  }
}

if (argv[1] === fileURLToPath(import.meta.url)) {
  for (const { name, bytes, made } of await bundleFunctions()) {
    console.log(`${name.padEnd(16)} ${(bytes / 1000).toFixed(0).padStart(5)} kB${made ? '' : '  unchanged'}`);
  }
}
