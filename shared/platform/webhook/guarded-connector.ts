import { buildConnector } from 'undici';
import { isAddress, isPublicAddress } from '../values/public-address.ts';
import { isExempt } from '../values/webhook-destination.ts';
import { filteringLookup, RefusedAddress, type Resolve } from './filtering-lookup.ts';

/**
 * Opens connections to public addresses and exempt hosts only; whatever lies above it cannot get around it.
 * The name that TLS asks for stays the host's. HTTP/1.1 only: fewer ways for a receiver to keep us busy.
 */
export function guardedConnector(
  resolve: Resolve,
  exemptHosts: string[],
  timeoutMs: number,
): buildConnector.connector {
  const lookup = filteringLookup(resolve, exemptHosts);
  const connect = buildConnector({ lookup, timeout: timeoutMs, allowH2: false });
  return (options, callback) => {
    const { hostname } = options;
    if (isAddress(hostname) && !isPublicAddress(hostname) && !isExempt(hostname, exemptHosts))
      callback(new RefusedAddress(`${hostname} is not a public address`), null);
    else connect(options, callback);
  };
}
