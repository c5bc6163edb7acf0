import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { bundleFunctions } from '../../infra/bundle.ts';
import { type BenchLine, milliseconds } from './bench-line.ts';
import { startMeter } from './meter/meter.ts';
import { median } from './meter/statistics.ts';
import { makeTempFolder } from './cloud/temp-folder.ts';

/** Why `pages` may weigh more: docs/adr/0017-small-functions.md. */
const MOST_KB: Readonly<Record<string, number>> = { registration: 560, pages: 600 };
const MOST_LOAD_RATIO = 1.6;
const RUNS = 15;

/** What `registration` needs of the SDK, its clients made as it makes them, and nothing else. */
const sdkOnly = `
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { DynamoDBDocumentClient, GetCommand, QueryCommand, TransactWriteCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
export const commands = [GetCommand, QueryCommand, TransactWriteCommand, UpdateCommand, GetSecretValueCommand];
export const secrets = new SecretsManagerClient({});
export const handler = DynamoDBDocumentClient.from(new DynamoDBClient({}), { marshallOptions: { removeUndefinedValues: true } });
`;

/** Size and load time of the public functions' bundles, made anew in a folder of their own. */
export async function* measureBundles(): AsyncGenerator<BenchLine> {
  const meter = startMeter();
  const bundles = await bundleFunctions({ outRoot: makeTempFolder() });
  const sdk = await bundleSdk();
  const publicOnes = bundles.filter(({ name }) => name in MOST_KB);
  for (const { name, bytes } of publicOnes) {
    yield {
      what: `bundle of ${name}`,
      measured: `${(bytes / 1000).toFixed(0)} kB`,
      raw: `SDK alone ${(sdk.bytes / 1000).toFixed(0)} kB`,
      ratio: bytes / sdk.bytes,
      hold: { value: bytes / 1000, atMost: MOST_KB[name] ?? 0, unit: ' kB' },
    };
  }
  const ours = publicOnes.map(({ name, file }) => ({ name, file, times: [] as number[] }));
  const bare: number[] = [];
  for (let run = 0; run < RUNS; run += 1) {
    for (const { file, times } of ours) times.push(loadTime(file));
    bare.push(loadTime(sdk.file));
  }
  const costs = meter();
  for (const { name, times } of ours) {
    const ratio = median(times) / median(bare);
    yield {
      what: `load of ${name}`,
      measured: `${milliseconds(median(times))} (median of ${RUNS})`,
      raw: `SDK alone ${milliseconds(median(bare))}`,
      ratio,
      hold: { value: ratio, atMost: MOST_LOAD_RATIO, unit: ' x' },
      costs,
    };
  }
}

/** The SDK alone, through the same bundler with the same settings. */
async function bundleSdk(): Promise<{ file: string; bytes: number }> {
  const root = makeTempFolder();
  mkdirSync(join(root, 'functions/sdk-only'), { recursive: true });
  writeFileSync(join(root, 'functions/sdk-only/handler.ts'), sdkOnly);
  symlinkSync(fileURLToPath(new URL('../../node_modules', import.meta.url)), join(root, 'node_modules'));
  const [bundle] = await bundleFunctions({ root });
  return bundle!;
}

/** Milliseconds that the import takes in a fresh process. */
function loadTime(file: string): number {
  const script = `const begun = performance.now(); await import(${JSON.stringify(pathToFileURL(file).href)}); console.log(performance.now() - begun)`;
  const settings = ['TABLE_NAME', 'IDENTITY_KEY_SECRET', 'LINK_KEY_SECRET', 'PUBLIC_ORIGIN', 'STAGE'];
  const env = {
    PATH: process.env['PATH'],
    AWS_REGION: 'eu-central-1',
    ...Object.fromEntries(settings.map((name) => [name, 'https://bench.example.com'])),
    ...{ LIFETIMES: '{}', PAGE_TEXTS: '{}' },
  };
  const args = ['--input-type=module', '--eval', script];
  return Number(execFileSync(process.execPath, args, { env, encoding: 'utf8' }));
}
