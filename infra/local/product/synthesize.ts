import { createHash, randomUUID } from 'node:crypto';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { Tell } from '../cloud/product.ts';

const projectRoot = fileURLToPath(new URL('../../..', import.meta.url));
/** Beside the bundles; all local clouds of this project share it, whatever their data folder. */
const cache = join(projectRoot, 'dist', '.assemblies');

/** What the templates are made of; of the local cloud itself only the file that makes them. */
const folders = ['infra', 'shared', 'functions'];
const files = ['cdk.json', 'package-lock.json', 'infra/local/product/synthesize-worker.ts'];
const localFolder = join('infra', 'local');

const underway = new Map<string, Promise<void>>();

/**
 * Synthesizes the stage `local`, unless the templates of these very sources lie there already; answers the assembly's
 * folder. The templates do not depend on the functions' code, which is bundled when it is asked for.
 */
export async function synthesize(tell: Tell = () => undefined): Promise<string> {
  const folder = join(cache, describeSources(projectRoot));
  if (isMade(folder)) return folder;
  tell('making the templates (once, and after a change of the code)');
  const making = underway.get(folder) ?? make(folder);
  underway.set(folder, making);
  await making.finally(() => underway.delete(folder));
  return folder;
}

async function make(folder: string): Promise<void> {
  const draft = `${folder}.${randomUUID()}.draft`;
  try {
    await synthesizeInto(draft);
    await keep(draft, folder);
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}

/** In a thread of its own: it is seconds of work, in which the start could neither go on nor say anything. */
async function synthesizeInto(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  const worker = new Worker(new URL('synthesize-worker.ts', import.meta.url), {
    workerData: { folder },
    // Options of the thread that starts it, such as --input-type, are not for this one.
    execArgv: [],
    // The validator doubles the time; `npm run synth` and CI run it. The functions run from their bundles' own folders,
    // not from copies.
    env: {
      ...process.env,
      CDK_VALIDATION: 'false',
      CDK_CONTEXT_JSON: JSON.stringify({ 'aws:cdk:disable-asset-staging': true }),
    },
  });
  await new Promise<void>((resolve, reject) => {
    worker.once('error', reject);
    worker.once('exit', (code) => {
      if (code === 0) resolve();
      else reject(new Error(`The templates could not be made: the thread ended with code ${code}.`));
    });
  });
}

/** Another start may have made the same meanwhile; both are equal. Those of other sources go. */
async function keep(draft: string, folder: string): Promise<void> {
  if (!isMade(folder)) await rm(folder, { recursive: true, force: true });
  await rename(draft, folder).catch((error: unknown) => {
    if (!isMade(folder)) throw error;
  });
  for (const name of readdirSync(cache)) {
    const other = join(cache, name);
    if (other !== folder && !isBeingMade(other)) await rm(other, { recursive: true, force: true });
  }
}

const isMade = (folder: string): boolean => existsSync(join(folder, 'manifest.json'));

const longestMakingMs = 600_000;

/** A draft of another process; one that lies there for long was left by a process that is gone. */
function isBeingMade(folder: string): boolean {
  const changed = statSync(folder, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  return folder.endsWith('.draft') && Date.now() - changed < longestMakingMs;
}

/** A fingerprint of a project's sources: size and time of the last change of each, as for bundles. */
export function describeSources(root: string): string {
  const hash = createHash('sha256').update(root).update(process.version);
  for (const file of [...files, ...folders.flatMap((folder) => sourcesIn(root, folder))]) {
    const { size, mtimeMs } = statSync(join(root, file));
    hash.update(`${file} ${size} ${mtimeMs}\n`);
  }
  return hash.digest('hex').slice(0, 24);
}

function sourcesIn(root: string, folder: string): string[] {
  if (folder === localFolder) return [];
  return readdirSync(join(root, folder), { withFileTypes: true })
    .toSorted((one, other) => (one.name < other.name ? -1 : 1))
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return sourcesIn(root, path);
      return /\.(ts|json)$/.test(entry.name) ? [path] : [];
    });
}
