import type { LookupAddress } from 'node:dns';
import { isIPv6, type LookupFunction } from 'node:net';
import { isPublicAddress } from '../values/public-address.ts';
import { isExempt } from '../values/webhook-destination.ts';

/** All addresses of a host name. */
export type Resolve = (hostname: string) => Promise<string[]>;

/** Thrown instead of connecting. The message names no address: it is shown, and the name may be one of our network. */
export class RefusedAddress extends Error {
  override readonly name = 'RefusedAddress';
}

/** The name has no address, or no name server answers. */
export class UnresolvedHost extends Error {
  override readonly name = 'UnresolvedHost';
}

/**
 * A `lookup` for `net.connect` that checks what it hands over: the checked address is the connected one, with no
 * second question to a name server in between. One address that is not public refuses the whole host, since an
 * honest one does not mix them. `net` asks no lookup for an IP address: `guardedConnector` sees to that.
 */
export function filteringLookup(resolve: Resolve, exemptHosts: string[]): LookupFunction {
  return (hostname, { all }, callback) => {
    const answer = ([first, ...others]: [LookupAddress, ...LookupAddress[]]) => {
      if (all === true) callback(null, [first, ...others]);
      else callback(null, first.address, first.family);
    };
    checkedAddresses(hostname, resolve, exemptHosts).then(answer, (thrown: unknown) => {
      callback(thrown instanceof Error ? thrown : new UnresolvedHost(String(thrown)), []);
    });
  };
}

async function checkedAddresses(
  hostname: string,
  resolve: Resolve,
  exemptHosts: string[],
): Promise<[LookupAddress, ...LookupAddress[]]> {
  const addresses = await resolve(hostname).catch((error: unknown) => {
    throw new UnresolvedHost(`${hostname} could not be resolved`, { cause: error });
  });
  const [first, ...others] = addresses.map((address) => ({ address, family: isIPv6(address) ? 6 : 4 }));
  if (first === undefined) throw new UnresolvedHost(`${hostname} has no address`);
  if (!isExempt(hostname, exemptHosts) && !addresses.every(isPublicAddress))
    throw new RefusedAddress(`${hostname} is not on public addresses only`);
  return [first, ...others];
}
