import type { WebhookAnswer } from '../domain/webhook-answer.ts';
import type { Resolve } from './filtering-lookup.ts';

/** One message to one receiver. */
export interface WebhookMessage {
  url: string;
  /** The current secret first; during a rotation also the one before: one signature for each. */
  secrets: string[];
  /** The same for each attempt, without "."; the receiver knows repeats by it. */
  id: string;
  /** An object is written as JSON; a text is sent as it is. */
  body: object | string;
  /** The instant of this attempt in milliseconds. */
  now: number;
}

export interface WebhookClient {
  /** Never throws for what the receiver does. */
  post: (message: WebhookMessage) => Promise<WebhookAnswer>;
  /** Closes idle connections. */
  close: () => Promise<void>;
}

export interface WebhookClientOptions {
  /** Hosts that may be at any address, and be called by http. */
  exemptHosts: string[];
  /** Default: the system's resolver. */
  resolve?: Resolve;
  timeouts?: { connectMs: number; totalMs: number };
}

/** Makes the client that posts webhooks. One is enough for a process: it keeps connections open between posts. */
export function createWebhookClient(_options: WebhookClientOptions): WebhookClient {
  throw new Error('Not there yet.');
}
