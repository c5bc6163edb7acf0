import ipaddr from 'ipaddr.js';

/** All of IPv6 that is given to the public internet (RFC 4291, IANA); what lies outside is special or not given out. */
const givenOut = ipaddr.IPv6.parseCIDR('2000::/3');

/** Inside it and still no public host: documentation (RFC 9637), and the test network that was given back. */
const exceptions = ['3fff::/20', '3ffe::/16'].map((range) => ipaddr.IPv6.parseCIDR(range));

/** Whether `text` is an IP address and no name. Only in the forms that URL parsers and resolvers write. */
export function isAddress(text: string): boolean {
  return ipaddr.IPv4.isValidFourPartDecimal(text) || ipaddr.IPv6.isValid(text);
}

/**
 * Whether `text` is an address that anybody on the internet could own, as IANA's special-purpose registries have it.
 * IPv4 inside IPv6 (mapped, compatible, NAT64, 6to4, Teredo) never is: no honest host is published in such a form.
 */
export function isPublicAddress(text: string): boolean {
  if (ipaddr.IPv4.isValidFourPartDecimal(text)) return ipaddr.IPv4.parse(text).range() === 'unicast';
  // A zone id names an interface of this machine.
  if (!ipaddr.IPv6.isValid(text) || text.includes('%')) return false;
  const address = ipaddr.IPv6.parse(text);
  return (
    address.range() === 'unicast' &&
    address.match(givenOut) &&
    !exceptions.some((range) => address.match(range))
  );
}
