import { isUtf8 } from 'node:buffer';
import { EastAsianEncoding, type Encoding } from '../values/csv-dialect.ts';

/** Text of these bytes; UTF-16 must be little-endian already. Damaged sequences become U+FFFD or lone surrogates. */
export function decodeText(bytes: Buffer, encoding: Encoding): string {
  switch (encoding) {
    case 'utf-8':
      return bytes.toString('utf8');
    case 'utf-16le':
    case 'utf-16be':
      return bytes.toString('utf16le');
    default:
      return decoderOf(encoding).decode(bytes);
  }
}

/** Whether these bytes are well-formed in their encoding; single-byte encodings know no damage. */
export function isWellEncoded(bytes: Buffer, encoding: Encoding): boolean {
  if (encoding === 'utf-8') return isUtf8(bytes);
  if (encoding.startsWith('utf-16')) return bytes.toString('utf16le').isWellFormed();
  return !isEastAsian(encoding) || !decodeText(bytes, encoding).includes('\u{fffd}');
}

export const isEastAsian = (encoding: Encoding): boolean => EastAsianEncoding.safeParse(encoding).success;

const makeDecoder = (encoding: Encoding) => new TextDecoder(encoding, { ignoreBOM: true });
const decoders = new Map<Encoding, ReturnType<typeof makeDecoder>>();

function decoderOf(encoding: Encoding): ReturnType<typeof makeDecoder> {
  const decoder = decoders.get(encoding) ?? makeDecoder(encoding);
  decoders.set(encoding, decoder);
  return decoder;
}
