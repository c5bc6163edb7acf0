import { Webhook } from 'standardwebhooks';
import type { Dispatcher } from 'undici';
import { systemTime } from '../time/system-time.ts';
import type { WebhookAnswer } from '../values/webhook-answer.ts';
import { webhookUrlFault } from '../values/webhook-destination.ts';
import type { Resolve } from './filtering-lookup.ts';
import { guardedAgent } from './guarded-agent.ts';
import { nameFailure } from './name-failure.ts';
import { readStart } from './read-start.ts';
import { truncatePlain } from './truncate-plain.ts';

/** One message to one receiver. */
export interface WebhookMessage {
  url: string;
  /** The current secret first; during a rotation also the one before: one signature for each. */
  secrets: [string, ...string[]];
  /** The same for each attempt, without "."; the receiver knows repeats by it. */
  id: string;
  /** An object is written as JSON; a text is sent as it is. */
  body: object | string;
}

export interface WebhookClient {
  /** Never throws for what the receiver does. Anything that has a status is an answer, however its body goes on. */
  post: (message: WebhookMessage) => Promise<WebhookAnswer>;
  /** Closes idle connections. */
  close: () => Promise<void>;
}

export interface WebhookClientOptions {
  /** Hosts that may be at any address, and be called by http. */
  exemptHosts: string[];
  /** Default: the system's resolver. */
  resolve?: Resolve;
  /** `connectMs` includes the TLS handshake, `totalMs` everything. Standard Webhooks wants 15 to 30 seconds. */
  timeouts?: { connectMs: number; totalMs: number };
  /** The time that is signed, in milliseconds; receivers compare it with their own. Default: the system's. */
  clock?: () => number;
}

const BODY_BYTES = 8192;
const BODY_CHARACTERS = 1000;

/** Makes the client that posts webhooks. One is enough for a process: it keeps connections open between posts. */
export function createWebhookClient({
  exemptHosts,
  resolve,
  timeouts = { connectMs: 5000, totalMs: 20_000 },
  clock = systemTime,
}: WebhookClientOptions): WebhookClient {
  const agent = guardedAgent({ exemptHosts, resolve, connectMs: timeouts.connectMs });
  return {
    post: (message) => post(agent, message, { exemptHosts, totalMs: timeouts.totalMs, now: clock() }),
    close: () => agent.destroy(),
  };
}

async function post(
  agent: Dispatcher,
  message: WebhookMessage,
  { exemptHosts, totalMs, now }: { exemptHosts: string[]; totalMs: number; now: number },
): Promise<WebhookAnswer> {
  const begun = performance.now();
  const elapsed = () => ({ durationMs: Math.round(performance.now() - begun) });
  const fault = webhookUrlFault(message.url, exemptHosts);
  if (fault !== undefined) return { error: 'refused-address', message: `The address ${fault}`, ...elapsed() };
  const request = { ...signedRequest(message, now), signal: AbortSignal.timeout(totalMs) };
  try {
    return { ...(await readAnswer(await agent.request(request))), ...elapsed() };
  } catch (thrown) {
    return { ...nameFailure(thrown), ...elapsed() };
  }
}

function signedRequest({ url, secrets, id, body }: WebhookMessage, now: number): Dispatcher.RequestOptions {
  const { origin, pathname, search } = new URL(url);
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const at = new Date(now);
  return {
    origin,
    path: pathname + search,
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'user-agent': 'Turnout',
      'webhook-id': id,
      'webhook-timestamp': String(Math.floor(now / 1000)),
      'webhook-signature': secrets.map((secret) => new Webhook(secret).sign(id, at, text)).join(' '),
    },
    body: text,
  };
}

/** No redirect is followed: undici does so only when asked to. */
async function readAnswer({ statusCode, headers, body }: Dispatcher.ResponseData) {
  const retryAfter = [headers['retry-after']].flat()[0];
  return {
    status: statusCode,
    ...(retryAfter === undefined ? {} : { retryAfter: truncatePlain(retryAfter, 100) }),
    bodyStart: truncatePlain(await readStart(body, BODY_BYTES), BODY_CHARACTERS),
  };
}
