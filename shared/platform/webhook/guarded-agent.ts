import { lookup } from 'node:dns/promises';
import { Agent } from 'undici';
import type { Resolve } from './filtering-lookup.ts';
import { guardedConnector } from './guarded-connector.ts';

const HEADER_BYTES = 16_384;
/**
 * How long an idle connection is kept: a function is frozen between two calls, and connections are dead when it wakes.
 */
const IDLE_MS = 4000;

export interface Guard {
  /** Hosts that may be at any address, and be called by http. */
  exemptHosts: string[];
  /** Default: the system's resolver. */
  resolve?: Resolve | undefined;
  /** Includes the TLS handshake. */
  connectMs: number;
}

/** Connections to public addresses and exempt hosts only, kept open between calls. Deadlines are the caller's. */
export function guardedAgent({ exemptHosts, resolve = systemResolve, connectMs }: Guard): Agent {
  return new Agent({
    connect: guardedConnector(resolve, exemptHosts, connectMs),
    maxHeaderSize: HEADER_BYTES,
    keepAliveTimeout: IDLE_MS,
    keepAliveMaxTimeout: IDLE_MS,
    // The caller's deadline covers both, and a byte now and then does not put it off.
    headersTimeout: 0,
    bodyTimeout: 0,
  });
}

const systemResolve: Resolve = async (hostname) =>
  (await lookup(hostname, { all: true })).map(({ address }) => address);
