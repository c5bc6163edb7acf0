import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import type { LinkKey } from '../access/link-token.ts';
import { isRecent } from '../values/clocks.ts';
import { loadIdentityKey, loadLinkKeys } from './load-keys.ts';

const client = new SecretsManagerClient({});
/** A rotated key is noticed within this time. */
const LINK_KEYS_FRESH_MS = 5 * 60_000;

/** The key of identities, read once per instance; a failed read is tried again at the next call. */
export function identityKeyOf(secretId: string): () => Promise<Uint8Array> {
  let key: Promise<Uint8Array> | undefined;
  return () => {
    key ??= loadIdentityKey(client, secretId).catch((error: unknown) => {
      key = undefined;
      throw error;
    });
    return key;
  };
}

/** The keys of links, the current one first. */
export function linkKeysOf(secretId: string): () => Promise<LinkKey[]> {
  let read: { at: number; keys: Promise<LinkKey[]> } | undefined;
  return () => {
    if (!read || !isRecent(read.at, Date.now(), LINK_KEYS_FRESH_MS)) {
      const keys = loadLinkKeys(client, secretId).catch((error: unknown) => {
        read = undefined;
        throw error;
      });
      read = { at: Date.now(), keys };
    }
    return read.keys;
  };
}
