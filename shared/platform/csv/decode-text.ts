import { isUtf8 } from 'node:buffer';
import type { Encoding } from '../values/csv-dialect.ts';

/** Text of these bytes; UTF-16 must be little-endian already. Damaged sequences become U+FFFD or lone surrogates. */
export function decodeText(bytes: Buffer, encoding: Encoding): string {
  switch (encoding) {
    case 'utf-8':
      return bytes.toString('utf8');
    case 'utf-16le':
    case 'utf-16be':
      return bytes.toString('utf16le');
    case 'windows-1252':
    case 'windows-1251':
    case 'koi8-r':
      return decoders[encoding].decode(bytes);
  }
}

/** Whether these bytes are well-formed in their encoding; single-byte encodings know no damage. */
export function isWellEncoded(bytes: Buffer, encoding: Encoding): boolean {
  if (encoding === 'utf-8') return isUtf8(bytes);
  return !encoding.startsWith('utf-16') || bytes.toString('utf16le').isWellFormed();
}

const decoders = {
  'windows-1252': new TextDecoder('windows-1252', { ignoreBOM: true }),
  'windows-1251': new TextDecoder('windows-1251', { ignoreBOM: true }),
  'koi8-r': new TextDecoder('koi8-r', { ignoreBOM: true }),
};
