import * as z from 'zod';
import { systemTime } from '../../platform/time/system-time.ts';
import type { VendorCall } from '../../platform/values/vendor-exchange.ts';
import type { VendorClient } from '../../platform/webhook/call-vendor.ts';
import { judgeAnswer, type Judged } from '../domain/judge-answer.ts';
import type { ZoomCredentials, ZoomPlace } from '../domain/zoom-credentials.ts';

export interface ZoomClientOptions {
  vendors: Pick<VendorClient, 'call'>;
  place: ZoomPlace;
  /** Undefined: nobody gave any. */
  credentials: () => Promise<ZoomCredentials | undefined>;
}

/** Reads from Zoom's API. */
export interface ZoomClient {
  /** Never throws for what Zoom answers: says what to make of it. */
  get: (path: string) => Promise<Exclude<Judged, { is: 'bad-token' }>>;
}

const TokenAnswer = z.object({ access_token: z.string().min(1), expires_in: z.number().positive() });
const NO_CREDENTIALS =
  'The stage has no credentials of a Zoom app: docs/operations.md, "Zoom", tells how to give them.';
/** A token is renewed before it ends, so that none ends on its way. */
const RENEW_BEFORE_MS = 5 * 60_000;

interface Token {
  text: string;
  until: number;
}

/** Makes a client with a token of its own. There is no refresh token: another is asked for (RFC 6749, 4.4.3). */
export function createZoomClient({ vendors, place, credentials }: ZoomClientOptions): ZoomClient {
  let token: Token | undefined;
  const call = async (one: VendorCall) => judgeAnswer(await vendors.call(one), systemTime());

  async function renew(): Promise<Token | Exclude<Judged, { is: 'bad-token' | 'taken' }>> {
    const known = await credentials();
    if (!known) return { is: 'refused', reason: NO_CREDENTIALS };
    const { accountId, clientId, clientSecret } = known;
    const query = new URLSearchParams({ grant_type: 'account_credentials', account_id: accountId });
    const basic = Buffer.from(`${clientId}:${clientSecret}`).toString('base64');
    const answer = await call({
      method: 'POST',
      url: `${place.tokenUrl}?${query.toString()}`,
      headers: { authorization: `Basic ${basic}` },
    });
    if (answer.is === 'later') return answer;
    const given = answer.is === 'taken' ? TokenAnswer.safeParse(answer.body).data : undefined;
    if (!given)
      return {
        is: 'refused',
        reason:
          'Zoom refuses the credentials of the secret "zoom": check account id, client id and client secret.',
      };
    return { text: given.access_token, until: systemTime() + given.expires_in * 1000 - RENEW_BEFORE_MS };
  }

  return {
    async get(path) {
      // A token that Zoom took back is noticed by its refusal, once.
      for (const isLast of [false, true]) {
        if (!token || token.until <= systemTime()) {
          const renewed = await renew();
          if ('is' in renewed) return renewed;
          token = renewed;
        }
        const answer = await call({
          method: 'GET',
          url: place.apiUrl + path,
          headers: { authorization: `Bearer ${token.text}` },
        });
        if (answer.is !== 'bad-token') return answer;
        token = undefined;
        if (isLast) break;
      }
      return { is: 'refused', reason: 'Zoom refuses tokens that it gave a moment ago.' };
    },
  };
}
