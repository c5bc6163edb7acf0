import { describe, expect, it } from 'vitest';
import { decodeText } from '../../../shared/platform/csv/decode-text.ts';
import { encodeText, encodingMark } from '../../../shared/platform/csv/encode-text.ts';

describe('Encoding a text', () => {
  it.each([
    ['windows-1251', 'Ёжик, Їжак; «Привет» — €5 №1'],
    ['windows-1252', 'Zoë; Ærø – “Größe” €5 Š'],
  ] as const)('in %s gives bytes that are decoded to the same text', (encoding, text) => {
    const { bytes, replaced } = encodeText(text, encoding);
    expect([decodeText(bytes, encoding), replaced]).toEqual([text, 0]);
  });

  it('uses every byte that the encoding has', () => {
    for (const encoding of ['windows-1251', 'windows-1252'] as const) {
      const all = Buffer.from(Array.from({ length: 256 }, (_, byte) => byte));
      expect(encodeText(decodeText(all, encoding), encoding)).toEqual({ bytes: all, replaced: 0 });
    }
  });

  it('writes a question mark for each character that the encoding lacks, and counts them', () => {
    expect(encodeText('Иван 😀 Zoë', 'windows-1252')).toEqual({
      bytes: Buffer.from('???? ? Zo\xeb', 'latin1'),
      replaced: 5,
    });
    expect(encodeText('Zoë 東京', 'windows-1251')).toEqual({ bytes: Buffer.from('Zo? ??'), replaced: 3 });
  });

  it('in Unicode lacks nothing but halves of characters', () => {
    const text = 'Иван 😀 東京';
    expect(encodeText(text, 'utf-16le')).toEqual({ bytes: Buffer.from(text, 'utf16le'), replaced: 0 });
    expect(encodeText('a\ud83d', 'utf-8')).toEqual({ bytes: Buffer.from('a?'), replaced: 1 });
    expect(
      ['utf-8-bom', 'utf-8', 'utf-16le'].map((one) => encodingMark(one as 'utf-8').toString('hex')),
    ).toEqual(['efbbbf', '', 'fffe']);
  });
});
