import { suspicious } from './workbook-fault.ts';

/** Where the elements of workbooks and of their packages come from, in both editions of the format. */
const OURS: ReadonlySet<string> = new Set([
  'http://schemas.openxmlformats.org/spreadsheetml/2006/main',
  'http://purl.oclc.org/ooxml/spreadsheetml/main',
  'http://schemas.openxmlformats.org/package/2006/relationships',
]);
const RELATIONS: ReadonlySet<string> = new Set([
  'http://schemas.openxmlformats.org/officeDocument/2006/relationships',
  'http://purl.oclc.org/ooxml/officeDocument/relationships',
]);
const COMPATIBILITY = 'http://schemas.openxmlformats.org/markup-compatibility/2006';

/** `ours`: read; `through`: what stands in it is; `foreign`: an extension, passed over with all that stands in it. */
export type ElementKind = 'ours' | 'through' | 'foreign';

const MOST_PREFIXES = 200;
const MOST_SCOPES = 200;
const DECLARED = /\sxmlns(?::([\w.-]+))?\s*=\s*(?:"([^"]*)"|'([^']*)')/g;

/** Which namespace a prefix stands for, where the scanner is in its document. */
export class XmlNamespaces {
  #scopes: { depth: number; uris: ReadonlyMap<string, string> }[] = [];
  #uris: ReadonlyMap<string, string> = new Map();

  /** Takes in what a tag declares; `depth` is the number of elements around it. */
  enter(attributes: string, depth: number): void {
    if (!attributes.includes('xmlns')) return;
    const uris = new Map(this.#uris);
    for (const [, prefix = '', double, single] of attributes.matchAll(DECLARED))
      uris.set(prefix, (double ?? single ?? '').trim());
    if (uris.size > MOST_PREFIXES || this.#scopes.length > MOST_SCOPES)
      throw suspicious('it declares endless namespaces');
    this.#scopes.push({ depth, uris: this.#uris });
    this.#uris = uris;
  }

  /** Forgets what the element declared that is left, of which `depth` stand around. */
  leave(depth: number): void {
    const last = this.#scopes.at(-1);
    if (last?.depth !== depth) return;
    this.#uris = last.uris;
    this.#scopes.pop();
  }

  /** A document that declares nothing is taken for one of ours. What extends it stands in lists of their own. */
  kindOf(prefix: string, localName: string): ElementKind {
    const uri = this.#uris.get(prefix) ?? '';
    if (uri === COMPATIBILITY)
      return localName === 'AlternateContent' || localName === 'Fallback' ? 'through' : 'foreign';
    if (localName === 'extLst') return 'foreign';
    return OURS.has(uri) || (uri === '' && prefix === '') ? 'ours' : 'foreign';
  }

  /** The id of a related part that an element names by an attribute, whatever its prefix. */
  relationIdOf(attributes: string): string | undefined {
    for (const [, prefix = '', double, single] of attributes.matchAll(RELATION_ID))
      if (RELATIONS.has(this.#uris.get(prefix) ?? '')) return double ?? single;
    return undefined;
  }
}

const RELATION_ID = /\s([\w.-]+):id\s*=\s*(?:"([^"]*)"|'([^']*)')/g;
