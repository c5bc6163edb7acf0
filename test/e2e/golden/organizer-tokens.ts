import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { decodeJwt, importJWK, SignJWT, type JWK } from 'jose';
import type { TestCloud } from '../../support/local-cloud.ts';
import type { Asker } from './ask.ts';

/** What the tokens of those carry whom the local cloud makes no token for. */
const others: Partial<Record<Asker, object>> = {
  visitor: { 'cognito:groups': ['visitor'], scope: 'turnout/visitor', sub: 'local-visitor' },
  exporter: { 'cognito:groups': ['member', 'exports:write'], scope: 'turnout/member', sub: 'local-exporter' },
  machine: { 'cognito:groups': undefined, scope: 'turnout/member', sub: 'machine', username: undefined },
};

/** A token for each of those who ask. */
export async function organizerTokens(
  cloud: TestCloud,
  folder: string,
): Promise<Partial<Record<Asker, string>>> {
  const [admin, member] = await Promise.all([cloud.token('admin'), cloud.token('member')]);
  const key = await importJWK(signingKey(folder), 'RS256');
  const signed = Object.entries(others).map(async ([asker, claims]) => {
    const payload = { ...decodeJwt(admin), ...claims };
    return [asker, await new SignJWT(payload).setProtectedHeader({ alg: 'RS256', kid: 'local' }).sign(key)];
  });
  const forged = `${admin.slice(0, admin.lastIndexOf('.'))}.Zm9yZ2Vk`;
  return { admin, member, forger: forged, ...Object.fromEntries(await Promise.all(signed)) };
}

/** The private key of the local cloud's issuer. */
function signingKey(folder: string): JWK {
  const database = new DatabaseSync(join(folder, 'state.db'), { readOnly: true });
  const row = database.prepare("SELECT value FROM meta WHERE name = 'signing-key'").get();
  database.close();
  return (JSON.parse(String(row?.['value'])) as { private: JWK }).private;
}
