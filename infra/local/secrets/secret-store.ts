import { randomInt, randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import * as z from 'zod';
import type { SecretDefinition } from '../seams/ports.ts';
import { readDataFile } from '../state/read-data-file.ts';

const version = z.object({ id: z.string(), value: z.string(), createdAt: z.number() });
const versions = z.object({ current: version, previous: version.optional() });
const secretFile = z.record(z.string(), versions);

export type SecretVersion = z.output<typeof version>;

export interface SecretStore {
  /** The versions with stages AWSCURRENT and AWSPREVIOUS. */
  versions(name: string): z.output<typeof versions> | undefined;
  /** Makes `value` (or a new random one) the current version. */
  put(name: string, value?: string): SecretVersion;
  /** The secrets that were made beside those of the template. */
  made(): string[];
  drop(name: string): void;
}

/** Secrets in one file that only its owner may read; a value is made once per data directory and then kept. */
export function openSecretStore(
  file: string,
  definitions: SecretDefinition[],
  now: () => number,
): SecretStore {
  const secrets = existsSync(file) ? readDataFile(file, (text) => secretFile.parse(JSON.parse(text))) : {};
  const save = (): void => {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(`${file}.new`, JSON.stringify(secrets, undefined, 2), { mode: 0o600 });
    renameSync(`${file}.new`, file);
  };
  const makeVersion = (value: string): SecretVersion => ({ id: randomUUID(), value, createdAt: now() });
  const lengthOf = (name: string): number => definitions.find((secret) => secret.name === name)?.length ?? 32;

  const missing = definitions.filter(({ name }) => secrets[name] === undefined);
  for (const { name, length } of missing) secrets[name] = { current: makeVersion(randomText(length)) };
  if (missing.length > 0) save();

  return {
    versions: (name) => secrets[name],
    put(name, value = randomText(lengthOf(name))) {
      const current = makeVersion(value);
      const previous = secrets[name]?.current;
      secrets[name] = { current, ...(previous && { previous }) };
      save();
      return current;
    },
    made: () => Object.keys(secrets).filter((name) => !definitions.some((secret) => secret.name === name)),
    drop(name) {
      Reflect.deleteProperty(secrets, name);
      save();
    },
  };
}

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

function randomText(length: number): string {
  return Array.from({ length }, () => letters.charAt(randomInt(letters.length))).join('');
}
