import { BlockList } from 'node:net';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isPublicAddress } from '../../../shared/platform/values/public-address.ts';
import { anyAddress, specialRanges } from '../webhook/addresses.ts';

/** Another implementation: Node's own ranges over IANA's two registries. One list for both would mix the families. */
const special = { ipv4: new BlockList(), ipv6: new BlockList() };
for (const range of specialRanges) {
  const [base, bits] = range.split('/');
  const family = range.includes(':') ? 'ipv6' : 'ipv4';
  special[family].addSubnet(base!, Number(bits), family);
}
const givenOut = new BlockList();
givenOut.addSubnet('2000::', 3, 'ipv6');

describe('A public address', () => {
  it.each([
    '8.8.8.8',
    '1.1.1.1',
    '52.94.236.248',
    '100.63.255.255',
    '100.128.0.1',
    '172.32.0.1',
    '198.20.0.1',
  ])('is %s', (address) => {
    expect(isPublicAddress(address)).toBe(true);
  });

  it.each(['2606:4700:4700::1111', '2001:4860:4860::8888', '2a00:1450:4001::200e', '2600:1f18::1'])(
    'is %s',
    (address) => {
      expect(isPublicAddress(address)).toBe(true);
    },
  );

  it.each(specialRanges)('is none in %s', (range) => {
    expect(isPublicAddress(range.split('/')[0]!)).toBe(false);
  });

  it.each(['', 'localhost', '8.8.8', '0x8080808', '08.8.8.8', '8.8.8.8.', '8.8.8.8/32', '[2606:4700::1]'])(
    'is not written "%s"',
    (text) => {
      expect(isPublicAddress(text)).toBe(false);
    },
  );

  it('has no zone id, and no IPv4 address within', () => {
    for (const text of [
      '2606:4700::1%eth0',
      '::ffff:8.8.8.8',
      '::8.8.8.8',
      '64:ff9b::808:808',
      '2002:808:808::1',
    ])
      expect(isPublicAddress(text)).toBe(false);
  });

  it("is what Node's ranges over IANA's registries say", () => {
    fc.assert(
      fc.property(anyAddress, (address) => {
        const family = address.includes(':') ? 'ipv6' : 'ipv4';
        const expected =
          !special[family].check(address, family) && (family === 'ipv4' || givenOut.check(address, 'ipv6'));
        expect(isPublicAddress(address)).toBe(expected);
      }),
      { numRuns: 3000 },
    );
  });
});
