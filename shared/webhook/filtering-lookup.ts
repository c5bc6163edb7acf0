import type { LookupFunction } from 'node:net';

/** All addresses of a host name. */
export type Resolve = (hostname: string) => Promise<string[]>;

/** Thrown instead of connecting. */
export class RefusedAddress extends Error {
  override readonly name = 'RefusedAddress';
}

/** A `lookup` for `net.connect` that hands over only checked addresses. */
export function filteringLookup(_resolve: Resolve, _exemptHosts: string[]): LookupFunction {
  throw new Error('Not there yet.');
}
