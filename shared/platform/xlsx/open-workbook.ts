import type { ByteSource } from './byte-source.ts';
import { openPackage, type Package } from './open-package.ts';
import { readRows, type SheetContext, type SheetRow } from './read-rows.ts';
import { readStrings } from './read-strings.ts';
import { limited, readStructure } from './read-structure.ts';
import { readNumberStyles } from './read-styles.ts';
import { damaged, WorkbookFault } from './workbook-fault.ts';

/** The sheet of a workbook that is read, and what its owner should know of the others. */
export interface Workbook {
  sheet: string;
  /** Names of other visible sheets that hold something too. */
  others: string[];
  rows: () => AsyncGenerator<SheetRow[]>;
  close: () => void;
}

/**
 * Opens a workbook's first visible sheet, or the one of the name that is asked for. The file is looked at before it is
 * unpacked. Throws `WorkbookFault`.
 */
export async function openWorkbook(source: ByteSource, asked?: string): Promise<Workbook> {
  const parts = await openPackage(source);
  try {
    const structure = await readStructure(parts);
    const visible = structure.sheets.filter((sheet) => sheet.isVisible && parts.has(sheet.path));
    const sheet = asked === undefined ? visible[0] : visible.find(({ name }) => name.trim() === asked.trim());
    if (asked !== undefined && visible.length > 0 && !sheet) throw noSuchSheet(asked, visible);
    if (!sheet) throw damaged('it has no visible sheet');
    const rest = visible.filter((one) => one !== sheet);
    const others: string[] = [];
    for (const other of rest) if (await holdsAnything(parts, other.path)) others.push(other.name);
    const context: SheetContext = {
      strings:
        structure.strings === undefined ? undefined : await readStrings(parts.stream(structure.strings)),
      styles:
        structure.styles === undefined ? [] : await readNumberStyles(limited(parts.stream(structure.styles))),
      date1904: structure.date1904,
    };
    return {
      sheet: sheet.name,
      others,
      rows: () => readRows(parts.stream(sheet.path), context),
      close: () => {
        parts.close();
      },
    };
  } catch (error) {
    parts.close();
    throw error;
  }
}

const noSuchSheet = (asked: string, visible: { name: string }[]): WorkbookFault =>
  new WorkbookFault(
    'no-such-sheet',
    `The workbook has no visible sheet "${asked}". It has: ${visible
      .slice(0, 20)
      .map(({ name }) => `"${name}"`)
      .join(', ')}.`,
  );

/** Looks at a sheet's beginning only. */
async function holdsAnything(parts: Package, path: string): Promise<boolean> {
  for await (const piece of parts.stream(path)) {
    if (/<(\w+:)?(v|is)[\s>]/.test(Buffer.from(piece).toString('latin1'))) return true;
  }
  return false;
}
