import { EastAsianEncoding, SingleByteEncoding, type Dialect, type Encoding } from '../values/csv-dialect.ts';
import { countLetters } from './count-letters.ts';
import { decodeText, isWellEncoded } from './decode-text.ts';
import { oddWordShare } from './odd-word-share.ts';

type FoundEncoding = Pick<Dialect, 'encoding' | 'bomBytes'>;

/**
 * Finds the encoding: by byte order mark, else by the pattern of NUL bytes, else UTF-8 when it reads as such, else by the
 * letters.
 */
export function detectEncoding(sample: Uint8Array): FoundEncoding {
  return byMark(sample) ?? { encoding: byPattern(sample), bomBytes: 0 };
}

function byMark(sample: Uint8Array): FoundEncoding | undefined {
  const [first, second, third] = sample;
  if (first === 0xef && second === 0xbb && third === 0xbf) return { encoding: 'utf-8', bomBytes: 3 };
  if (first === 0xff && second === 0xfe) return { encoding: 'utf-16le', bomBytes: 2 };
  if (first === 0xfe && second === 0xff) return { encoding: 'utf-16be', bomBytes: 2 };
  return undefined;
}

function byPattern(sample: Uint8Array): Encoding {
  return byNulls(sample) ?? (looksUtf8(sample) ? 'utf-8' : byLetters(sample));
}

/** ASCII in UTF-16 has a NUL as every second byte; delimiters and line breaks are there in any language. */
function byNulls(sample: Uint8Array): Encoding | undefined {
  const nulls = [0, 0];
  for (let at = 0; at < sample.length; at++) if (sample[at] === 0) nulls[at % 2] = (nulls[at % 2] ?? 0) + 1;
  const [even = 0, odd = 0] = nulls;
  if (even + odd < sample.length / 20) return undefined;
  if (odd > even * 20) return 'utf-16le';
  return even > odd * 20 ? 'utf-16be' : undefined;
}

/**
 * A few damaged rows must not turn the whole file into another encoding: UTF-8 stands as long as whole sequences
 * outnumber broken ones. In single-byte text a letter is hardly ever followed by the right continuation.
 */
function looksUtf8(sample: Uint8Array): boolean {
  if (isWholeUtf8(sample)) return true;
  const text = new TextDecoder().decode(sample, { stream: true });
  let whole = 0;
  let broken = 0;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit === 0xfffd) broken++;
    else if (unit > 0x7f) whole++;
  }
  return broken === 0 || whole > broken;
}

/** The end of the sample may cut a letter. */
function isWholeUtf8(sample: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(sample, { stream: true });
    return true;
  } catch {
    return false;
  }
}

function byLetters(sample: Uint8Array): Encoding {
  const { western, cyrillic } = countLetters(sample);
  if (cyrillic <= western) return 'windows-1252';
  return capitalized(sample, isKoi8Capital) > capitalized(sample, isWindowsCapital)
    ? 'koi8-r'
    : 'windows-1251';
}

/** The one encoding has its capitals where the other has its small letters: А-Я at 0xC0 to 0xDF in windows-1251. */
const isWindowsCapital = (byte: number): boolean => byte >= 0xc0 && byte < 0xe0;
const isKoi8Capital = (byte: number): boolean => byte >= 0xe0;

/** How many words there are of one capital and small letters behind it, where capitals are what `isCapital` says. */
function capitalized(sample: Uint8Array, isCapital: (byte: number) => boolean): number {
  let words = 0;
  for (let at = 0; at < sample.length; at++) {
    const from = at;
    while ((sample[at] ?? 0) >= 0xc0) at++;
    const [first = 0, ...rest] = sample.subarray(from, at);
    if (rest.length > 0 && isCapital(first) && !rest.some(isCapital)) words++;
  }
  return words;
}

/** Above this share of words that no language has, a text is of another encoding. */
const MOST_ODD = 0.2;
/** Encodings that are offered. */
const MOST_OFFERED = 12;

/**
 * The encodings that much speaks for, where that is more than one: they are told apart by their letters only. Cyrillic words
 * without a single capital may be words of capitals in the other encoding. A text that reads badly as what it was taken
 * for may be of any that it reads well in; of none of them, it is offered as it was taken.
 */
export function closeEncodings(sample: Uint8Array): Encoding[] {
  if (byMark(sample) ?? byNulls(sample) ?? looksUtf8(sample)) return [];
  const reads = (encoding: Encoding): boolean => oddWordShare(textOf(sample, encoding), encoding) <= MOST_ODD;
  const two = doubtful(sample);
  if (two.some(reads)) return two;
  const taken = byLetters(sample);
  if (two.length === 0 && reads(taken)) return [];
  const readable = readableEncodings(sample);
  if (readable.length > 0) return readable;
  return two.length > 0 ? two : [taken];
}

/** Hebrew has no capitals, and old Macintoshes had the Russian ones elsewhere. */
const CAPITALS_ELSEWHERE: ReadonlySet<Encoding> = new Set([
  'windows-1255',
  'x-mac-cyrillic',
  'ibm866',
  'iso-8859-5',
]);

/** The two between which single letters leave open which it is. */
function doubtful(sample: Uint8Array): Encoding[] {
  const { western, cyrillic } = countLetters(sample);
  if (Math.min(western, cyrillic) * 4 > Math.max(western, cyrillic)) return ['windows-1252', 'windows-1251'];
  const isCapitalless = cyrillic > western && !sample.some(isWindowsCapital);
  if (!isCapitalless) return [];
  const others = readableEncodings(sample).filter((encoding) => CAPITALS_ELSEWHERE.has(encoding));
  return ['windows-1251', 'koi8-r', ...others];
}

/** The encodings in which these bytes are words, best first; of those that read them alike only the first. */
function readableEncodings(sample: Uint8Array): Encoding[] {
  const readings = [...EastAsianEncoding.options, ...SingleByteEncoding.options].flatMap((encoding) => {
    if (!isWellEncoded(Buffer.from(wholeLines(sample)), encoding)) return [];
    const text = textOf(sample, encoding);
    return [{ encoding, text, odd: oddWordShare(text, encoding) }];
  });
  const unlike = [...new Map(readings.toReversed().map((one) => [one.text, one])).values()].toReversed();
  return unlike
    .filter(({ odd }) => odd <= MOST_ODD)
    .toSorted((a, b) => a.odd - b.odd)
    .slice(0, MOST_OFFERED)
    .map(({ encoding }) => encoding);
}

const textOf = (sample: Uint8Array, encoding: Encoding): string =>
  decodeText(Buffer.from(wholeLines(sample)), encoding);

/** The sample without its last line, which may be cut within a letter. */
function wholeLines(sample: Uint8Array): Uint8Array {
  const end = Math.max(sample.lastIndexOf(10), sample.lastIndexOf(13));
  return end > 0 ? sample.subarray(0, end) : sample;
}
