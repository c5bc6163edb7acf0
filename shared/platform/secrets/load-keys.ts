import { createHash } from 'node:crypto';
import {
  GetSecretValueCommand,
  ResourceNotFoundException,
  type SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import type { LinkKey } from '../access/link-token.ts';

/** Reads the key of identities. It never rotates: with another key, everybody would exist twice. */
export async function loadIdentityKey(client: SecretsManagerClient, secretId: string): Promise<Uint8Array> {
  return Buffer.from(await secretText(client, secretId));
}

/** Reads the keys of links and cursors, the current one first; the one before stays valid after a rotation. */
export async function loadLinkKeys(client: SecretsManagerClient, secretId: string): Promise<LinkKey[]> {
  const [current, previous] = await Promise.all([
    secretText(client, secretId),
    secretText(client, secretId, 'AWSPREVIOUS').catch((error: unknown) => {
      if (error instanceof ResourceNotFoundException) return undefined;
      throw error;
    }),
  ]);
  return [current, previous].flatMap((text) => (text === undefined ? [] : [linkKey(text)]));
}

async function secretText(
  client: SecretsManagerClient,
  secretId: string,
  stage = 'AWSCURRENT',
): Promise<string> {
  const answer = await client.send(new GetSecretValueCommand({ SecretId: secretId, VersionStage: stage }));
  if (!answer.SecretString) throw new Error('A secret has no text.');
  return answer.SecretString;
}

function linkKey(text: string): LinkKey {
  return { id: createHash('sha256').update(text).digest()[0] ?? 0, secret: Buffer.from(text) };
}
