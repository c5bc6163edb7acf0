import type { OutputEncoding } from '../values/csv-dialect.ts';

/** Bytes of a text, and how many of its characters the encoding lacks: those are written as `?`. */
export interface EncodedText {
  bytes: Buffer;
  replaced: number;
}

/** The byte order mark that the encoding begins with, if it has one. */
export function encodingMark(encoding: OutputEncoding): Buffer {
  switch (encoding) {
    case 'utf-8-bom':
      return Buffer.from([0xef, 0xbb, 0xbf]);
    case 'utf-16le':
      return Buffer.from([0xff, 0xfe]);
    case 'utf-8':
    case 'windows-1251':
    case 'windows-1252':
      return Buffer.alloc(0);
  }
}

/** Encodes a text without a mark before it. */
export function encodeText(text: string, encoding: OutputEncoding): EncodedText {
  switch (encoding) {
    case 'utf-8-bom':
    case 'utf-8':
    case 'utf-16le': {
      const [whole, replaced] = wellFormed(text);
      return { bytes: Buffer.from(whole, encoding === 'utf-16le' ? 'utf16le' : 'utf8'), replaced };
    }
    case 'windows-1251':
    case 'windows-1252':
      return encodeBytes(text, pages[encoding]);
  }
}

/** Half a pair of 16-bit units is no character in any encoding. */
function wellFormed(text: string): [string, number] {
  if (text.isWellFormed()) return [text, 0];
  let replaced = 0;
  const whole = text.replace(/\p{Cs}/gu, () => {
    replaced += 1;
    return '?';
  });
  return [whole, replaced];
}

function encodeBytes(text: string, page: ReadonlyMap<string, number>): EncodedText {
  const bytes = Buffer.alloc(text.length);
  let length = 0;
  let replaced = 0;
  for (const character of text) {
    const byte = page.get(character);
    if (byte === undefined) replaced += 1;
    bytes[length] = byte ?? QUESTION_MARK;
    length += 1;
  }
  return { bytes: bytes.subarray(0, length), replaced };
}

const QUESTION_MARK = 0x3f;

/**
 * Characters to bytes, from the decoder's table. Bytes without a character decode to control characters, which count as
 * such.
 */
function pageOf(encoding: 'windows-1251' | 'windows-1252'): ReadonlyMap<string, number> {
  const decoder = new TextDecoder(encoding);
  return new Map(Array.from({ length: 256 }, (_, byte) => [decoder.decode(Uint8Array.of(byte)), byte]));
}

const pages = { 'windows-1251': pageOf('windows-1251'), 'windows-1252': pageOf('windows-1252') };
