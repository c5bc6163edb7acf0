import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundleFunctions } from '../../bundle.ts';

const projectRoot = fileURLToPath(new URL('../../..', import.meta.url));

/** What the templates are made of; the local cloud itself is no part of them. */
const sources = ['infra', 'shared', 'cdk.json', 'package-lock.json'];
const localFolder = join(projectRoot, 'infra', 'local');

/**
 * Bundles the functions and synthesizes the stage `local` in this process; answers the assembly's folder. Both are
 * skipped as far as nothing changed.
 */
export async function synthesize(directory: string): Promise<string> {
  const output = join(directory, 'cdk.out');
  const keyFile = join(directory, 'cdk.out.key');
  const key = hashSources();
  if (
    existsSync(keyFile) &&
    existsSync(join(output, 'manifest.json')) &&
    readFileSync(keyFile, 'utf8') === key
  ) {
    await bundleFunctions();
    return output;
  }
  // The validator doubles the start; `npm run synth` and CI run it.
  process.env['CDK_VALIDATION'] = 'false';
  // The functions run from their bundles' own folders, not from copies.
  process.env['CDK_CONTEXT_JSON'] = JSON.stringify({ 'aws:cdk:disable-asset-staging': true });
  const [{ buildApp }] = await Promise.all([import('../../build-app.ts'), bundleFunctions()]);
  rmSync(keyFile, { force: true });
  rmSync(output, { recursive: true, force: true });
  buildApp('local', { outdir: output }).synth();
  writeFileSync(keyFile, key);
  return output;
}

function hashSources(): string {
  const hash = createHash('sha256').update(projectRoot).update(process.version);
  for (const source of sources) addToHash(hash, join(projectRoot, source));
  return hash.digest('hex');
}

function addToHash(hash: ReturnType<typeof createHash>, path: string): void {
  if (path === localFolder || !existsSync(path)) return;
  if (/\.(ts|json)$/.test(path)) {
    hash.update(path).update(readFileSync(path));
    return;
  }
  for (const entry of readdirSync(path).sort()) addToHash(hash, join(path, entry));
}
