import { TextDecoder } from 'node:util';
import { countLetters } from '../csv/count-letters.ts';
import { Refusal } from '../problems/refusal.ts';
import { mediaType, type HttpRequest } from './http-request.ts';

const MULTIPART = 'multipart/form-data';
const formTypes = ['application/x-www-form-urlencoded', MULTIPART];

/** Whether the body is what forms of HTML post. */
export const isForm = (request: HttpRequest): boolean => formTypes.includes(mediaType(request));

/** Each byte as the character of the same number, until the charset is known. */
type ByteText = string;
type ByteField = readonly [name: ByteText, value: ByteText];

/**
 * The fields of a form in the charset that it was posted in: told by the form (`_charset_`, which browsers fill in), by the
 * content type, else UTF-8, and where that does not read, as its letters stand: Russian words in windows-1251, others in
 * windows-1252, and `fallback` where they leave it open. Files are left out. No field holds U+FFFD: it would
 * only say that something was lost.
 */
export function readForm(request: HttpRequest, fallback = 'windows-1252'): URLSearchParams {
  const fields = mediaType(request) === MULTIPART ? partsOf(request) : pairsOf(request.body);
  const told = fields.find(([name]) => name === '_charset_')?.[1].trim() ?? '';
  const charset = told === '' ? contentTypeParameter(request, 'charset') : told;
  const texts = fields.flat();
  const read = readerOf([charset, 'utf-8', oldCharset(texts, fallback)], texts);
  const whole = (bytes: ByteText) => read(bytes).replaceAll('\ufffd', '');
  return new URLSearchParams(fields.map(([name, value]): [string, string] => [whole(name), whole(value)]));
}

/** The old charset of a page that does not name it, by whole words: an English page may be filled in by a Russian, and the other way round. */
function oldCharset(texts: readonly ByteText[], fallback: string): string {
  const { western, cyrillic } = countLetters(Buffer.from(texts.join('\n'), 'latin1'));
  if (western === cyrillic) return fallback;
  return cyrillic > western ? 'windows-1251' : 'windows-1252';
}

function pairsOf(body: Buffer): ByteField[] {
  return body
    .toString('latin1')
    .split('&')
    .filter((pair) => pair !== '')
    .map((pair) => {
      const [name = '', ...value] = pair.split('=');
      return [unescaped(name), unescaped(value.join('='))];
    });
}

const unescaped = (text: ByteText): ByteText =>
  text
    .replaceAll('+', ' ')
    .replaceAll(/%([0-9a-f]{2})/gi, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 16)));

/**
 * The fields of multipart/form-data (RFC 7578) in a body that is small and whole in memory. The platform's own parser reads
 * UTF-8 only and refuses boundaries shorter than those of browsers.
 */
function partsOf(request: HttpRequest): ByteField[] {
  const boundary = contentTypeParameter(request, 'boundary');
  const [, ...parts] = `\r\n${request.body.toString('latin1')}`.split(`\r\n--${boundary}`);
  const end = parts.pop();
  if (boundary === '' || end?.startsWith('--') !== true) throw broken();
  return parts.flatMap((part) => {
    const [, headers = '', value] = /^[ \t]*\r\n((?:[^\r\n]+\r\n)*)\r\n([^]*)$/.exec(part) ?? [];
    const [, quoted, plain] =
      /^content-disposition:.*?;\s*name=(?:"([^"]*)"|([^\s;]+))/im.exec(headers) ?? [];
    const name = quoted ?? plain;
    if (value === undefined || name === undefined) throw broken();
    return isFile.test(headers) ? [] : [[unquoted(name), value] as const];
  });
}

const isFile = /^content-disposition:.*;\s*filename\*?=/im;

/** Quotes and line breaks, which alone are percent-encoded in names. */
const unquoted = (name: ByteText): ByteText =>
  name.replaceAll('%22', '"').replaceAll('%0D', '\r').replaceAll('%0A', '\n');

const broken = (): Refusal =>
  new Refusal(
    'malformed-body',
    'The form does not read as multipart/form-data. Let the browser or your HTTP library write it.',
  );

function contentTypeParameter(request: HttpRequest, name: 'boundary' | 'charset'): string {
  const [, quoted, plain] =
    new RegExp(`;\\s*${name}=(?:"([^"]*)"|([^;\\s]*))`, 'i').exec(request.headers['content-type'] ?? '') ??
    [];
  return quoted ?? plain ?? '';
}

/** Reads texts in the first charset in which all of them read. */
function readerOf(labels: readonly string[], texts: readonly ByteText[]): (bytes: ByteText) => string {
  const all = Buffer.from(texts.join('\n'), 'latin1');
  for (const decoder of labels.flatMap(decoderOf)) {
    try {
      decoder.decode(all);
      const read = (bytes: ByteText) => decoder.decode(Buffer.from(bytes, 'latin1'));
      return decoder.encoding === 'utf-8' ? read : (bytes) => withEntities(read(bytes));
    } catch {
      // The next one may read it.
    }
  }
  return (bytes) => Buffer.from(bytes, 'latin1').toString('utf8');
}

/** UTF-16 is no charset of forms: browsers post UTF-8 instead. */
function decoderOf(label: string): TextDecoder[] {
  try {
    const decoder = new TextDecoder(label, { fatal: true, ignoreBOM: true });
    return decoder.encoding.startsWith('utf-16') ? [] : [decoder];
  } catch {
    return [];
  }
}

/** What the form's charset does not have, browsers write as `&#322;`. */
const withEntities = (text: string): string =>
  text.replaceAll(/&#(\d{1,7});/g, (entity, digits: string) =>
    Number(digits) > 0 && Number(digits) <= 0x10ffff ? String.fromCodePoint(Number(digits)) : entity,
  );
