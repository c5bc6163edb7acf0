import * as fc from 'fast-check';
import * as z from 'zod';
import { describe, expect, it } from 'vitest';
import { openCursor, sealCursor } from '../../../shared/platform/access/cursor.ts';
import { Refusal } from '../../../shared/platform/problems/refusal.ts';

const key = { id: 1, secret: Buffer.from('a key') };
const other = { id: 2, secret: Buffer.from('another key') };
const codeOf = (act: () => unknown): unknown => {
  try {
    act();
  } catch (error) {
    return error instanceof Refusal ? error.code : error;
  }
  return undefined;
};

describe('A cursor', () => {
  it('opens to the place it was sealed at', () => {
    fc.assert(
      fc.property(fc.string(), fc.jsonValue(), (list, place) => {
        const plain: unknown = JSON.parse(JSON.stringify(place));
        expect(openCursor([other, key], list, sealCursor(key, list, place), z.unknown())).toEqual(plain);
      }),
    );
  });

  it('is refused on another list', () => {
    const cursor = sealCursor(key, 'registrations ses_1', 'x');
    for (const list of ['registrations ses_2', 'registrations', '', 'registrations ses_1\n'])
      expect(codeOf(() => openCursor([key], list, cursor, z.string()))).toBe('invalid-cursor');
  });

  it('is refused when a byte of it is another one', () => {
    const bytes = Buffer.from(sealCursor(key, 'events', { after: 'evt_1' }), 'base64url');
    for (let at = 0; at < bytes.length; at += 1) {
      const forged = Buffer.from(bytes);
      forged[at]! ^= 0x01;
      expect(
        codeOf(() => openCursor([key], 'events', forged.toString('base64url'), z.unknown())),
        `byte ${at}`,
      ).toBe('invalid-cursor');
    }
  });

  it('is refused under another key, and when it is no cursor at all', () => {
    const texts = [sealCursor(other, 'events', 'x'), '', 'x', '{"after":"x"}', 'AAAAAAAAAAAAAAAA', '€€€'];
    for (const text of texts)
      expect(
        codeOf(() => openCursor([key], 'events', text, z.unknown())),
        text,
      ).toBe('invalid-cursor');
  });
});
