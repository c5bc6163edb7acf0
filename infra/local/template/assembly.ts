import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import * as z from 'zod';
import { LocalCloudError } from '../seams/local-cloud-error.ts';

const Resource = z.object({
  Type: z.string(),
  Properties: z.record(z.string(), z.unknown()).default({}),
  Metadata: z.record(z.string(), z.unknown()).default({}),
});

const Template = z.object({
  Parameters: z.record(z.string(), z.object({ Default: z.unknown().optional() })).default({}),
  Resources: z.record(z.string(), Resource).default({}),
  Outputs: z
    .record(z.string(), z.object({ Value: z.unknown(), Export: z.object({ Name: z.unknown() }).optional() }))
    .default({}),
});

const Manifest = z.object({
  artifacts: z.record(
    z.string(),
    z.object({
      type: z.string(),
      environment: z.string().optional(),
      properties: z
        .object({ templateFile: z.string().optional(), stackName: z.string().optional() })
        .optional(),
    }),
  ),
});

const Assets = z.object({
  files: z.record(z.string(), z.object({ source: z.object({ path: z.string().optional() }) })).default({}),
});

/** One synthesized stack. */
export interface StackTemplate extends z.infer<typeof Template> {
  name: string;
  account: string;
  region: string;
  /** asset hash -> absolute path */
  assets: Map<string, string>;
}

/** Reads all stacks of a synthesized cloud assembly. */
export function readAssembly(directory: string): StackTemplate[] {
  const manifest = Manifest.parse(readJson(join(directory, 'manifest.json')));
  return Object.entries(manifest.artifacts)
    .filter(([, artifact]) => artifact.type === 'aws:cloudformation:stack')
    .map(([id, { environment, properties }]) => {
      const [account, region] = (environment ?? '').replace('aws://', '').split('/');
      return {
        ...Template.parse(readJson(join(directory, properties?.templateFile ?? `${id}.template.json`))),
        name: properties?.stackName ?? id,
        account: known(account) ?? '000000000000',
        region: known(region) ?? 'eu-central-1',
        assets: readAssets(directory, id),
      };
    });
}

function known(part: string | undefined): string | undefined {
  return part === undefined || part === '' || part.startsWith('unknown-') ? undefined : part;
}

function readAssets(directory: string, stackId: string): Map<string, string> {
  const file = join(directory, `${stackId}.assets.json`);
  if (!existsSync(file)) return new Map();
  const entries = Object.entries(Assets.parse(readJson(file)).files);
  return new Map(entries.map(([hash, { source }]) => [hash, resolve(directory, source.path ?? '.')]));
}

function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new LocalCloudError(`${file} cannot be read (${reason}). Delete its folder and start again.`);
  }
}
