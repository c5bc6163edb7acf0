import { createHash } from 'node:crypto';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { Tell } from '../cloud/product.ts';

const projectRoot = fileURLToPath(new URL('../../..', import.meta.url));
/** Beside the bundles; all local clouds of this project share it, whatever their data folder. */
const cache = join(projectRoot, 'dist', '.assemblies');

/** What the templates are made of; the local cloud itself is no part of them. */
const sources = ['infra/*.ts', 'infra/!(local)/**/*.ts', 'shared/**/*.{ts,json}', 'functions/*/handler.ts'];
const files = ['cdk.json', 'package-lock.json', 'infra/local/product/synthesize-worker.ts'];

/**
 * Synthesizes the stage `local`, unless the templates of these very sources lie there already; answers the assembly's
 * folder. The templates do not depend on the functions' code, which is bundled when it is asked for.
 */
export async function synthesize(tell: Tell = () => undefined): Promise<string> {
  const folder = join(cache, hashSources());
  if (existsSync(join(folder, 'manifest.json'))) return folder;
  tell('making the templates (once, and after a change of the infrastructure)');
  const draft = `${folder}.${process.pid}.${performance.now()}`;
  try {
    await synthesizeInto(draft);
    await keep(draft, folder);
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
  return folder;
}

/** In a thread of its own: it is seconds of work, in which the start could neither go on nor say anything. */
async function synthesizeInto(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  const worker = new Worker(new URL('synthesize-worker.ts', import.meta.url), {
    workerData: { folder },
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
  await rename(draft, folder).catch((error: unknown) => {
    if (!existsSync(join(folder, 'manifest.json'))) throw error;
  });
  const name = folder.slice(cache.length + 1);
  for (const other of await readdir(cache)) {
    if (!other.startsWith(name)) await rm(join(cache, other), { recursive: true, force: true });
  }
}

function hashSources(): string {
  const hash = createHash('sha256').update(projectRoot).update(process.version);
  const found = globSync(sources, { cwd: projectRoot }).sort();
  for (const file of [...files, ...found]) hash.update(file).update(readFileSync(join(projectRoot, file)));
  return hash.digest('hex').slice(0, 24);
}
