import type { Dispatcher } from 'undici';
import type { VendorAnswer, VendorCall } from '../values/vendor-exchange.ts';
import { webhookUrlFault } from '../values/webhook-destination.ts';
import type { Resolve } from './filtering-lookup.ts';
import { guardedAgent } from './guarded-agent.ts';
import { nameFailure } from './name-failure.ts';
import { readStart } from './read-start.ts';
import { truncatePlain } from './truncate-plain.ts';

/** Calls the APIs of other systems, through the same guard as webhooks: public addresses only, checked at each connect. */
export interface VendorClient {
  /** Never throws for what the other side does. No redirect is followed: it would take the key along. */
  call: (call: VendorCall) => Promise<VendorAnswer>;
  /** Closes idle connections. */
  close: () => Promise<void>;
}

export interface VendorClientOptions {
  /** Hosts that may be at any address, and be called by http. */
  exemptHosts: string[];
  /** Default: the system's resolver. */
  resolve?: Resolve;
  /** `connectMs` includes the TLS handshake, `totalMs` everything. */
  timeouts?: { connectMs: number; totalMs: number };
}

/** A page of 1,000 lists or fields with all that is told of each; nobody can send us more. */
const BODY_BYTES = 1024 * 1024;

/** Makes the client that calls other systems. One is enough for a process. */
export function createVendorClient({
  exemptHosts,
  resolve,
  timeouts = { connectMs: 5000, totalMs: 12_000 },
}: VendorClientOptions): VendorClient {
  const agent = guardedAgent({ exemptHosts, resolve, connectMs: timeouts.connectMs });
  return {
    call: (one) => callOnce(agent, one, { exemptHosts, totalMs: timeouts.totalMs }),
    close: () => agent.destroy(),
  };
}

async function callOnce(
  agent: Dispatcher,
  { method, url, headers, json }: VendorCall,
  { exemptHosts, totalMs }: { exemptHosts: string[]; totalMs: number },
): Promise<VendorAnswer> {
  const begun = performance.now();
  const elapsed = () => ({ durationMs: Math.round(performance.now() - begun) });
  const fault = webhookUrlFault(url, exemptHosts);
  if (fault !== undefined) return { error: 'refused-address', message: `The address ${fault}`, ...elapsed() };
  const { origin, pathname, search } = new URL(url);
  try {
    const answer = await agent.request({
      origin,
      path: pathname + search,
      method,
      headers: {
        accept: 'application/json',
        'user-agent': 'Turnout',
        ...(json && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(json && { body: JSON.stringify(json) }),
      signal: AbortSignal.timeout(totalMs),
    });
    const retryAfter = [answer.headers['retry-after']].flat()[0];
    return {
      status: answer.statusCode,
      ...(retryAfter !== undefined && { retryAfter: truncatePlain(retryAfter, 100) }),
      body: await readStart(answer.body, BODY_BYTES),
      ...elapsed(),
    };
  } catch (thrown) {
    return { ...nameFailure(thrown), ...elapsed() };
  }
}
