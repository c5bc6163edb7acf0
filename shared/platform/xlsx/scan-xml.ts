import { damaged, suspicious } from './workbook-fault.ts';
import { XmlNamespaces, type ElementKind } from './xml-namespaces.ts';

/**
 * What a scanner reports, in the order of the document. Names come without their namespace prefix; elements of other
 * namespaces than a workbook's, and what stands in them, are left out.
 */
export interface XmlListener {
  /** `attributes` is the text between the name and the end of the tag, for `attributeOf`. */
  open: (name: string, attributes: string, namespaces: XmlNamespaces) => void;
  /** Also told of tags that close themselves. */
  close: (name: string) => void;
  /** A run of text may come in several pieces. */
  text: (text: string) => void;
}

/** A tag is never this long; text is handed on as it comes. */
const MOST_TAG = 64 * 1024;
/** The longest entity, `&#x10FFFF;`, with room for leading zeros. */
const MOST_ENTITY = 16;

/**
 * Reads XML piece by piece and keeps nothing of it. Document types and their entities are refused: no spreadsheet
 * program writes them. Throws `WorkbookFault`.
 */
export class XmlScanner {
  readonly #listener: XmlListener;
  readonly #decoder = new TextDecoder('utf-8', { fatal: true });
  readonly #namespaces = new XmlNamespaces();
  #rest = '';
  #depth = 0;
  /** Elements around the foreign one in which the scanner is; -1: it is in none. */
  #foreignFrom = -1;

  constructor(listener: XmlListener) {
    this.#listener = listener;
  }

  push(bytes: Uint8Array): void {
    this.#scan(this.#rest + this.#decode(bytes, true), false);
  }

  /** Says that nothing follows. */
  end(): void {
    this.#scan(this.#rest + this.#decode(new Uint8Array(), false), true);
    if (this.#depth !== 0 || this.#rest.trim() !== '') throw damaged('one of its parts ends too early');
  }

  #decode(bytes: Uint8Array, stream: boolean): string {
    try {
      return this.#decoder.decode(bytes, { stream });
    } catch (error) {
      throw damaged('one of its parts is not UTF-8', error);
    }
  }

  #scan(xml: string, isLast: boolean): void {
    let at = 0;
    for (;;) {
      const tag = xml.indexOf('<', at);
      const textEnd = tag < 0 ? this.#safeEnd(xml, at, isLast) : tag;
      if (textEnd > at && this.#foreignFrom < 0) this.#listener.text(decodeEntities(xml.slice(at, textEnd)));
      at = textEnd;
      if (tag < 0) break;
      const next = this.#markup(xml, tag);
      if (next < 0) {
        if (xml.length - tag > MOST_TAG) throw suspicious('it has endless tags');
        break;
      }
      at = next;
    }
    this.#rest = xml.slice(at);
  }

  /** An entity may be cut by the end of the piece. */
  #safeEnd(xml: string, at: number, isLast: boolean): number {
    const cut = xml.lastIndexOf('&');
    const isCut = !isLast && cut >= Math.max(at, xml.length - MOST_ENTITY) && !xml.includes(';', cut);
    return isCut ? cut : xml.length;
  }

  /** Index after the markup that starts at `at`; -1 when its end has not come. */
  #markup(xml: string, at: number): number {
    const second = xml[at + 1];
    if (second === undefined) return -1;
    if (second === '?') return after(xml, '?>', at);
    if (second === '!') return this.#declaration(xml, at);
    const end = tagEnd(xml, at + 1);
    if (end < 0) return -1;
    if (second === '/') {
      this.#depth -= 1;
      this.#close(xml.slice(at + 2, end).trimEnd());
      return end + 1;
    }
    const isEmpty = xml[end - 1] === '/';
    const body = xml.slice(at + 1, isEmpty ? end - 1 : end);
    const nameEnd = body.search(/\s/);
    const name = nameEnd < 0 ? body : body.slice(0, nameEnd);
    this.#open(name, nameEnd < 0 ? '' : body.slice(nameEnd));
    if (isEmpty) this.#close(name);
    else this.#depth += 1;
    return end + 1;
  }

  /** `#depth` is the number of elements around the one that opens; so it is when it closes. */
  #open(written: string, attributes: string): void {
    if (this.#foreignFrom >= 0) return;
    this.#namespaces.enter(attributes, this.#depth);
    const { name, kind } = this.#kindOf(written);
    if (kind === 'ours') this.#listener.open(name, attributes, this.#namespaces);
    else if (kind === 'foreign') this.#foreignFrom = this.#depth;
  }

  #close(written: string): void {
    if (this.#foreignFrom === this.#depth) this.#foreignFrom = -1;
    else if (this.#foreignFrom >= 0) return;
    else {
      const { name, kind } = this.#kindOf(written);
      if (kind === 'ours') this.#listener.close(name);
    }
    this.#namespaces.leave(this.#depth);
  }

  #kindOf(written: string): { name: string; kind: ElementKind } {
    const colon = written.indexOf(':');
    const name = written.slice(colon + 1);
    return { name, kind: this.#namespaces.kindOf(colon < 0 ? '' : written.slice(0, colon), name) };
  }

  #declaration(xml: string, at: number): number {
    if (xml.startsWith('<!--', at)) return after(xml, '-->', at + 4);
    if (xml.startsWith('<![CDATA[', at)) {
      const end = xml.indexOf(']]>', at);
      if (end >= 0 && this.#foreignFrom < 0) this.#listener.text(xml.slice(at + 9, end));
      return end < 0 ? -1 : end + 3;
    }
    if (xml.length - at < 9) return -1;
    throw suspicious('it declares a document type or entities');
  }
}

function after(xml: string, sign: string, from: number): number {
  const at = xml.indexOf(sign, from);
  return at < 0 ? -1 : at + sign.length;
}

/** The `>` that ends a tag; one in a quoted value does not. */
function tagEnd(xml: string, from: number): number {
  let quote = 0;
  for (let at = from; at < xml.length; at += 1) {
    const sign = xml.charCodeAt(at);
    if (quote !== 0) quote = sign === quote ? 0 : quote;
    else if (sign === DOUBLE || sign === SINGLE) quote = sign;
    else if (sign === GREATER) return at;
  }
  return -1;
}

const DOUBLE = 34;
const SINGLE = 39;
const GREATER = 62;

const entities: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

function decodeEntities(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(
    /&(?:#x([0-9a-fA-F]{1,6})|#([0-9]{1,7})|([a-z]{1,4}));/g,
    (whole, hex, decimal, name) => {
      const known = typeof name === 'string' ? entities[name] : undefined;
      if (known !== undefined) return known;
      const code = typeof hex === 'string' ? Number.parseInt(hex, 16) : Number(decimal);
      return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
    },
  );
}

/** The value of an attribute without a prefix; undefined when it is not there. */
export function attributeOf(attributes: string, name: string): string | undefined {
  const pattern = patternOf(name).exec(attributes);
  const value = pattern?.[1] ?? pattern?.[2];
  return value === undefined ? undefined : decodeEntities(value);
}

const patterns = new Map<string, RegExp>();
function patternOf(name: string): RegExp {
  let pattern = patterns.get(name);
  if (!pattern) {
    pattern = new RegExp(`\\s${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`);
    patterns.set(name, pattern);
  }
  return pattern;
}

/** Reads a whole part. */
export async function scanXml(bytes: AsyncIterable<Uint8Array>, listener: XmlListener): Promise<void> {
  const scanner = new XmlScanner(listener);
  for await (const piece of bytes) scanner.push(piece);
  scanner.end();
}
