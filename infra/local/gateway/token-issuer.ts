import type * as Jose from 'jose';
import type { JWTPayload } from 'jose';
import * as z from 'zod';
import type { StateDb } from '../state/state-db.ts';
import type { RouteDefinition } from '../template/definitions.ts';

const KeyPair = z.object({
  public: z.looseObject({ kty: z.string() }),
  private: z.looseObject({ kty: z.string() }),
});
type Authorizer = NonNullable<RouteDefinition['authorizer']>;

/** Takes the place of the template's identity provider: signs and checks tokens, by real time. */
export interface TokenIssuer {
  /** A token for a role, valid for 12 hours. */
  mint(authorizer: Authorizer, role: string): Promise<string>;
  /** The claims; undefined when the token is not good for this authorizer. */
  verify(token: string, authorizer: Authorizer): Promise<JWTPayload | undefined>;
}

// API Gateway's JWT authorizers know RSA only.
const algorithm = 'RS256';

interface Signing {
  jose: typeof Jose;
  publicKey: Jose.CryptoKey | Uint8Array;
  privateKey: Jose.CryptoKey | Uint8Array;
}

/**
 * `scopeOf`: what a token of a role may do, divided by blanks. The key is made here when there is none yet; all else
 * is loaded with the first token.
 */
export async function openTokenIssuer(
  state: StateDb,
  scopeOf: (role: string) => string,
): Promise<TokenIssuer> {
  if (state.read('signing-key') === undefined) await makeKeyPair(state);
  let opened: Promise<Signing> | undefined;
  const open = (): Promise<Signing> => (opened ??= openSigning(state));
  return {
    async mint({ issuer, audience }, role) {
      const { jose, privateKey } = await open();
      const clientId = audience[0] ?? 'local';
      const claims = {
        'cognito:groups': [role],
        token_use: 'access',
        client_id: clientId,
        scope: scopeOf(role),
        username: `local-${role}`,
      };
      return new jose.SignJWT(claims)
        .setProtectedHeader({ alg: algorithm, kid: 'local' })
        .setIssuer(issuer)
        .setSubject(`local-${role}`)
        .setAudience(clientId)
        .setIssuedAt()
        .setExpirationTime('12h')
        .sign(privateKey);
    },
    async verify(token, { issuer, audience }) {
      const { jose, publicKey } = await open();
      try {
        const { payload } = await jose.jwtVerify(token, publicKey, {
          issuer,
          algorithms: [algorithm],
          requiredClaims: ['exp'],
        });
        const meant = [payload.aud ?? payload['client_id']].flat();
        if (!meant.some((name) => typeof name === 'string' && audience.includes(name))) return undefined;
        return payload;
      } catch {
        return undefined;
      }
    },
  };
}

async function openSigning(state: StateDb): Promise<Signing> {
  const jose = await import('jose');
  const pair = KeyPair.parse(JSON.parse(state.read('signing-key') ?? 'null'));
  const [publicKey, privateKey] = await Promise.all([
    jose.importJWK(pair.public, algorithm),
    jose.importJWK(pair.private, algorithm),
  ]);
  return { jose, publicKey, privateKey };
}

async function makeKeyPair(state: StateDb): Promise<void> {
  const { exportJWK, generateKeyPair } = await import('jose');
  const pair = await generateKeyPair(algorithm, { extractable: true });
  const exported = { public: await exportJWK(pair.publicKey), private: await exportJWK(pair.privateKey) };
  state.write('signing-key', JSON.stringify(exported));
}

/** The scopes of a token, from the claim in either spelling. */
export function scopesOf({ scope, scp }: JWTPayload): string[] {
  const given = scope ?? scp;
  return typeof given === 'string' ? given.split(' ') : Array.isArray(given) ? given.map(String) : [];
}
