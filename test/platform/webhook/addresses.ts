import * as fc from 'fast-check';

/** IANA's special-purpose registries for IPv4 and IPv6, multicast, and what tunnels IPv4 through IPv6. */
export const specialRanges = [
  ...['0.0.0.0/8', '10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16', '172.16.0.0/12'],
  ...[
    '192.0.0.0/24',
    '192.0.2.0/24',
    '192.31.196.0/24',
    '192.52.193.0/24',
    '192.88.99.0/24',
    '192.168.0.0/16',
  ],
  ...['192.175.48.0/24', '198.18.0.0/15', '198.51.100.0/24', '203.0.113.0/24', '224.0.0.0/4', '240.0.0.0/4'],
  ...['::/128', '::1/128', '::/96', '::ffff:0:0/96', '::ffff:0:0:0/96', '64:ff9b::/96', '64:ff9b:1::/48'],
  ...[
    '100::/64',
    '100:0:0:1::/64',
    '2001::/23',
    '2001:db8::/32',
    '2002::/16',
    '2620:4f:8000::/48',
    '3ffe::/16',
  ],
  ...['3fff::/20', '5f00::/16', 'fc00::/7', 'fe80::/10', 'fec0::/10', 'ff00::/8'],
];

const octet = fc.integer({ min: 0, max: 255 });
const group = fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 0xffff }));
const hex = (groups: number[]) => groups.map((part) => part.toString(16)).join(':');

const ipv4 = fc.tuple(octet, octet, octet, octet).map((parts) => parts.join('.'));
const nearIpv4 = fc
  .tuple(
    fc.constantFrom('0', '10', '100.64', '100.127', '127', '169.254', '172.15', '172.16', '172.31', '172.32'),
    fc.tuple(octet, octet, octet, octet),
  )
  .map(([start, rest]) => [...start.split('.'), ...rest].slice(0, 4).join('.'));
const nearIpv4Blocks = fc
  .tuple(
    fc.constantFrom(
      '192.0.0',
      '192.0.1',
      '192.0.2',
      '192.88.99',
      '192.168.7',
      '198.19.1',
      '198.51.100',
      '203.0.113',
    ),
    octet,
  )
  .map(([start, last]) => `${start}.${last}`);

const prefixes = [[], [0x2000], [0x2001], [0x2001, 0xdb8], [0x2001, 0x200], [0x2002], [0x2606, 0x4700]];
const moreprefixes = [
  [0x3fff],
  [0x3fff, 0xfff],
  [0x3ffe],
  [0x5f00],
  [0xfc00],
  [0xfd00, 0xec2],
  [0xfe80],
  [0xff02],
];
const embedded = [
  [0, 0, 0, 0, 0, 0],
  [0, 0, 0, 0, 0, 0xffff],
  [0, 0, 0, 0, 0xffff, 0],
  [0x64, 0xff9b, 0, 0, 0, 0],
];
const ipv6 = fc
  .tuple(
    fc.constantFrom(...prefixes, ...moreprefixes, ...embedded, [0x64, 0xff9b, 1], [0x2620, 0x4f, 0x8000]),
    fc.array(group, { minLength: 8, maxLength: 8 }),
  )
  .map(([start, rest]) => hex([...start, ...rest].slice(0, 8)));

/** Any address, most often in or near a special range. */
export const anyAddress = fc.oneof(ipv4, nearIpv4, nearIpv4Blocks, ipv6);
