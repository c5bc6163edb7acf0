import { strToU8, zipSync } from 'fflate';
import type { ByteSource } from '../../shared/platform/xlsx/byte-source.ts';
import { openWorkbook } from '../../shared/platform/xlsx/open-workbook.ts';
import type { SheetRow } from '../../shared/platform/xlsx/read-rows.ts';

/** A file in memory; hands out small pieces, so that every boundary is met. */
export const sourceOf = (bytes: Uint8Array, piece = 64 * 1024): ByteSource => ({
  size: bytes.length,
  read: (offset, length) => {
    const range = bytes.subarray(offset, offset + length);
    const pieces = Array.from({ length: Math.ceil(range.length / piece) }, (_, n) =>
      range.subarray(n * piece, (n + 1) * piece),
    );
    return Promise.resolve(inTurn(pieces));
  },
});

/** Things that are there, as if they had to be waited for. */
export async function* inTurn<T>(items: Iterable<T>): AsyncGenerator<T> {
  for (const item of items) yield await Promise.resolve(item);
}

/** The first sheet's rows, and what else is told of the workbook. */
export async function readWorkbook(
  bytes: Uint8Array,
): Promise<{ sheet: string; others: string[]; rows: SheetRow[] }> {
  const workbook = await openWorkbook(sourceOf(bytes));
  const rows: SheetRow[] = [];
  for await (const batch of workbook.rows()) rows.push(...batch);
  workbook.close();
  return { sheet: workbook.sheet, others: workbook.others, rows };
}

interface Parts {
  /** What stands in `<sheetData>`, by the sheet's name; the whole part when it begins with `<?xml`. */
  sheets: Record<string, string>;
  hidden?: string[];
  strings?: string;
  /** Formats of the cell styles 0, 1, … */
  formats?: string[];
  date1904?: boolean;
  more?: Record<string, Uint8Array>;
}

const xml = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packaged = 'http://schemas.openxmlformats.org/package/2006/relationships';

/** A sheet's part around its rows. */
export const sheetXml = (data: string): string =>
  `${xml}<worksheet xmlns="${main}"><sheetData>${data}</sheetData></worksheet>`;

/** Parts of a workbook, as texts, to be packed or spoilt. */
export function workbookParts(parts: Parts): Record<string, Uint8Array> {
  const names = Object.keys(parts.sheets);
  const relation = (id: string, type: string, target: string) =>
    `<Relationship Id="${id}" Type="${office}/${type}" Target="${target}"/>`;
  const sheetList = names
    .map((name, at) => {
      const state = parts.hidden?.includes(name) ? ' state="hidden"' : '';
      return `<sheet name="${name}" sheetId="${at + 1}"${state} r:id="rId${at + 1}"/>`;
    })
    .join('');
  const files: Record<string, string> = {
    '[Content_Types].xml': `${xml}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>`,
    '_rels/.rels': `${xml}<Relationships xmlns="${packaged}">${relation('rId1', 'officeDocument', 'xl/workbook.xml')}</Relationships>`,
    'xl/workbook.xml': `${xml}<workbook xmlns="${main}" xmlns:r="${office}"><workbookPr${parts.date1904 === true ? ' date1904="1"' : ''}/><sheets>${sheetList}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels':
      `${xml}<Relationships xmlns="${packaged}">` +
      names.map((_, at) => relation(`rId${at + 1}`, 'worksheet', `worksheets/sheet${at + 1}.xml`)).join('') +
      relation('rId98', 'sharedStrings', 'sharedStrings.xml') +
      relation('rId99', 'styles', '/xl/styles.xml') +
      '</Relationships>',
    'xl/styles.xml': stylesXml(parts.formats ?? []),
  };
  names.forEach((name, at) => {
    const data = parts.sheets[name]!;
    files[`xl/worksheets/sheet${at + 1}.xml`] = data.startsWith('<?xml') ? data : sheetXml(data);
  });
  if (parts.strings !== undefined)
    files['xl/sharedStrings.xml'] = `${xml}<sst xmlns="${main}">${parts.strings}</sst>`;
  return {
    ...Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)])),
    ...parts.more,
  };
}

export const workbookOf = (parts: Parts): Uint8Array => zipSync(workbookParts(parts));

function stylesXml(formats: string[]): string {
  const escape = (format: string) => format.replace(/&/g, '&amp;').replace(/"/g, '&quot;');
  const named = formats.map(
    (format, at) => `<numFmt numFmtId="${164 + at}" formatCode="${escape(format)}"/>`,
  );
  const used = formats.map((_, at) => `<xf numFmtId="${164 + at}"/>`);
  return `${xml}<styleSheet xmlns="${main}"><numFmts>${named.join('')}</numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs>${used.join('')}</cellXfs></styleSheet>`;
}
