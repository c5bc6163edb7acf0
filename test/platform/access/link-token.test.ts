import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  makeLinkToken,
  makePersonToken,
  readLinkToken,
  readPersonToken,
  type LinkKey,
  type LinkPurpose,
} from '../../../shared/platform/access/link-token.ts';

const keyOf = (id: number, text: string): LinkKey => ({ id, secret: Buffer.from(text) });
const current = keyOf(7, 'the current key');
const previous = keyOf(9, 'the key before');
const hex = fc.stringMatching(/^[0-9a-f]{32}$/);
const target = fc.record({
  sessionId: hex.map((digits) => `ses_${digits}`),
  participantId: hex.map((digits) => `par_${digits}`),
  linkEpoch: fc.integer({ min: 0, max: 65_535 }),
  email: fc.emailAddress(),
  addressId: fc.option(
    hex.map((digits) => `par_${digits}`),
    { nil: undefined },
  ),
});
const purposes: LinkPurpose[] = ['join', 'preferences', 'confirm', 'calendar'];
const sample = {
  sessionId: `ses_${'0123456789abcdef'.repeat(2)}`,
  participantId: `par_${'fedcba9876543210'.repeat(2)}`,
  linkEpoch: 3,
  email: 'Ann@example.com',
};
const { email, ...registration } = sample;
const token = makeLinkToken(current, 'confirm', sample);

describe('A link token', () => {
  it('leads back to what it was made for, and only for its purpose', () => {
    fc.assert(
      fc.property(target, fc.constantFrom(...purposes), (one, purpose) => {
        const made = makeLinkToken(current, purpose, one);
        for (const asked of purposes.filter((other) => other !== purpose))
          expect(readLinkToken([current], asked, made)).toBeUndefined();
        const read = readLinkToken([current], purpose, made)!;
        expect(read.wasMailedTo(one.email)).toBe(true);
        const addressId = one.addressId ?? one.participantId;
        expect({ ...one, ...read }).toEqual({ ...one, addressId, wasMailedTo: read.wasMailedTo });
      }),
    );
  });

  it('fits into an address as it is', () => {
    expect(token).toMatch(/^[A-Za-z0-9_-]{90,100}$/);
  });

  it('still works while its key is rotated out, and not afterwards', () => {
    const old = makeLinkToken(previous, 'join', sample);
    expect(readLinkToken([current, previous], 'join', old)).toMatchObject(registration);
    expect(readLinkToken([current], 'join', old)).toBeUndefined();
  });

  it('still works when the new key happens to have the id of the old one', () => {
    const twin = keyOf(previous.id, 'another key with the same first hash byte');
    const old = makeLinkToken(previous, 'join', sample);
    expect(readLinkToken([twin, previous], 'join', old)).toMatchObject(registration);
  });

  it('is worthless under another key that claims its id', () => {
    expect(readLinkToken([keyOf(current.id, 'a guess')], 'confirm', token)).toBeUndefined();
    expect(readLinkToken([], 'confirm', token)).toBeUndefined();
  });

  it('is worthless once any bit of it is flipped', () => {
    const bytes = Buffer.from(token, 'base64url');
    for (let bit = 0; bit < bytes.length * 8; bit += 1) {
      const forged = Buffer.from(bytes);
      forged[bit >> 3]! ^= 1 << (bit & 7);
      const text = forged.toString('base64url');
      expect(readLinkToken([current, previous], 'confirm', text), `bit ${bit}`).toBeUndefined();
    }
  });

  it('is worthless when cut, lengthened or written another way', () => {
    const bytes = Buffer.from(token, 'base64url');
    const forms = [
      '',
      ...Array.from(token, (_, length) => token.slice(0, length)),
      `${token}A`,
      `${token}=`,
      `${token} `,
      ` ${token}`,
      `${token}\n`,
      token.toLowerCase(),
      token.toUpperCase(),
      bytes.toString('base64'),
      bytes.toString('hex'),
      Buffer.concat([bytes, Buffer.alloc(1)]).toString('base64url'),
      `${token.slice(0, 20)}.${token.slice(20)}`,
      'undefined',
      '../../x',
    ].filter((form) => form !== token);
    for (const form of forms) expect(readLinkToken([current], 'confirm', form), form).toBeUndefined();
  });

  it('is nothing that ten thousand guesses find', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 75, maxLength: 75 }), (guess) => {
        guess[0] = current.id;
        const text = Buffer.from(guess).toString('base64url');
        expect(readLinkToken([current], 'confirm', text)).toBeUndefined();
      }),
      { numRuns: 10_000 },
    );
  });
});

describe('The token of a person', () => {
  const personToken = makePersonToken(current, 'preferences', sample);

  it('leads back to the person, for its purpose only, as long as its key is valid', () => {
    const read = readPersonToken([previous, current], 'preferences', personToken);
    expect(read?.participantId).toBe(sample.participantId);
    expect(readPersonToken([current], 'join', personToken)).toBeUndefined();
    expect(readPersonToken([previous], 'preferences', personToken)).toBeUndefined();
    expect(readPersonToken([current], 'preferences', `${personToken}A`)).toBeUndefined();
  });

  it('knows, as that of a registration does, the address it was mailed to, and no other', () => {
    for (const read of [
      readPersonToken([previous, current], 'preferences', personToken)!,
      readLinkToken([previous, current], 'confirm', token)!,
    ]) {
      expect(read.wasMailedTo(email)).toBe(true);
      expect(read.wasMailedTo('ann@Example.com')).toBe(true);
      for (const other of ['ann2@example.com', 'ann@example.org', '', undefined])
        expect(read.wasMailedTo(other)).toBe(false);
    }
  });

  it('is never taken for that of a registration, nor the other way round', () => {
    const ofRegistration = makeLinkToken(current, 'preferences', sample);
    expect(readLinkToken([current], 'preferences', personToken)).toBeUndefined();
    expect(readPersonToken([current], 'preferences', ofRegistration)).toBeUndefined();
  });
});
