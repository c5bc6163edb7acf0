import type { Package } from './open-package.ts';
import { attributeOf, scanXml } from './scan-xml.ts';
import { damaged, tooLarge, WorkbookFault } from './workbook-fault.ts';

interface Sheet {
  name: string;
  /** Name of the part that holds it. */
  path: string;
  isVisible: boolean;
}

/** Where everything lies in a workbook. */
export interface Structure {
  sheets: Sheet[];
  /** The table of texts that cells point to. */
  strings?: string;
  styles?: string;
  /** Dates count from 1904 instead of 1900. */
  date1904: boolean;
}

/** The parts read here are small in every honest workbook. */
const MOST_BYTES = 4 * 1024 * 1024;

/** Finds the sheets of a workbook. Throws `WorkbookFault`. */
export async function readStructure(parts: Package): Promise<Structure> {
  const root = await readRelations(parts, '_rels/.rels', '');
  const path = root.find((relation) => relation.type === 'officeDocument')?.path;
  if (path === undefined) {
    throw new WorkbookFault('not-a-workbook', 'This is a ZIP file, but not an Excel workbook (XLSX).');
  }
  if (path.endsWith('.bin')) {
    throw new WorkbookFault('not-a-workbook', 'This is a binary workbook (XLSB). Save it as XLSX.');
  }
  const folder = path.slice(0, path.lastIndexOf('/') + 1);
  const relations = await readRelations(parts, `${folder}_rels/${path.slice(folder.length)}.rels`, folder);
  const { listed, date1904 } = await readSheetList(parts, path);
  const sheets = listed.flatMap(({ name, id, isVisible }) => {
    const relation = relations.find((one) => one.id === id && one.type === 'worksheet');
    return relation ? [{ name, path: relation.path, isVisible }] : [];
  });
  const pathOf = (type: string) => relations.find((one) => one.type === type && parts.has(one.path))?.path;
  const [strings, styles] = [pathOf('sharedStrings'), pathOf('styles')];
  return {
    sheets,
    date1904,
    ...(strings !== undefined && { strings }),
    ...(styles !== undefined && { styles }),
  };
}

async function readSheetList(parts: Package, path: string) {
  const listed: { name: string; id: string; isVisible: boolean }[] = [];
  const found = { isWorkbook: false, date1904: false };
  let inSheets = false;
  await scanXml(limited(parts.stream(path)), {
    open: (name, attributes, namespaces) => {
      if (name === 'workbook') found.isWorkbook = true;
      if (name === 'sheets') inSheets = true;
      if (name === 'workbookPr')
        found.date1904 = ['1', 'true'].includes(attributeOf(attributes, 'date1904') ?? '');
      if (name !== 'sheet' || !inSheets) return;
      listed.push({
        name: attributeOf(attributes, 'name') ?? '',
        id: namespaces.relationIdOf(attributes) ?? attributeOf(attributes, 'id') ?? '',
        isVisible: (attributeOf(attributes, 'state') ?? 'visible') === 'visible',
      });
    },
    close: (name) => {
      if (name === 'sheets') inSheets = false;
    },
    text: () => undefined,
  });
  if (!found.isWorkbook)
    throw new WorkbookFault('not-a-workbook', 'This is an Office file, but not an Excel workbook (XLSX).');
  return { listed, date1904: found.date1904 };
}

interface Relation {
  id: string;
  /** The last word of the type's address, which is the same in both editions of the format. */
  type: string;
  path: string;
}

async function readRelations(parts: Package, path: string, folder: string): Promise<Relation[]> {
  const relations: Relation[] = [];
  if (!parts.has(path)) return relations;
  await scanXml(limited(parts.stream(path)), {
    open: (name, attributes) => {
      if (name !== 'Relationship' || attributeOf(attributes, 'TargetMode') === 'External') return;
      const target = attributeOf(attributes, 'Target') ?? '';
      relations.push({
        id: attributeOf(attributes, 'Id') ?? '',
        type: attributeOf(attributes, 'Type')?.split('/').at(-1) ?? '',
        path: resolve(folder, target),
      });
    },
    close: () => undefined,
    text: () => undefined,
  });
  return relations;
}

/** A target is relative to its document's folder unless it begins with a slash. */
function resolve(folder: string, target: string): string {
  const path = target.startsWith('/') ? target.slice(1) : folder + target;
  const words: string[] = [];
  for (const word of path.split('/')) {
    if (word === '..') words.pop();
    else if (word !== '.') words.push(word);
  }
  return words.join('/');
}

/** Parts that describe a workbook, up to their sensible size. */
export async function* limited(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let read = 0;
  for await (const chunk of bytes) {
    read += chunk.length;
    if (read > MOST_BYTES) throw tooLarge('its description alone has more than 4 MB');
    yield chunk;
  }
  if (read === 0) throw damaged('one of its parts is empty');
}
