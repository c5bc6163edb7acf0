import { decodeEscapes, numberText, type NumberStyle } from './cell-text.ts';
import { MOST_CHARACTERS, type TextTable } from './read-strings.ts';
import { attributeOf, XmlScanner, type XmlListener } from './scan-xml.ts';
import { damaged, suspicious, tooLarge } from './workbook-fault.ts';

/** A row of a sheet as texts; empty cells at its end are left out. */
export interface SheetRow {
  /** 1-based, as the spreadsheet program shows it. */
  number: number;
  cells: string[];
}

/** What cells refer to. */
export interface SheetContext {
  strings: TextTable | undefined;
  styles: (NumberStyle | undefined)[];
  date1904: boolean;
}

const MOST_ROWS = 1_048_576;
const MOST_COLUMNS = 1_000;

/** Rows of a sheet that hold anything, in batches. Throws `WorkbookFault`. */
export async function* readRows(
  sheet: AsyncIterable<Uint8Array>,
  context: SheetContext,
): AsyncGenerator<SheetRow[]> {
  const reader = new RowReader(context);
  const scanner = new XmlScanner(reader);
  for await (const piece of sheet) {
    scanner.push(piece);
    const rows = reader.take();
    if (rows.length > 0) yield rows;
  }
  scanner.end();
}

class RowReader implements XmlListener {
  readonly #context: SheetContext;
  #rows: SheetRow[] = [];
  #row: SheetRow = { number: 0, cells: [] };
  #column = -1;
  #type = '';
  #style: NumberStyle | undefined;
  #text = '';
  /** Whether text is the cell's: its value, or a run of its own text. */
  #wanted = false;
  #inCell = false;
  #inReading = false;
  /** Rows and cells are only what stands in the sheet's data. */
  #inData = false;

  constructor(context: SheetContext) {
    this.#context = context;
  }

  take(): SheetRow[] {
    const rows = this.#rows;
    this.#rows = [];
    return rows;
  }

  open(name: string, attributes: string): void {
    if (!this.#inData) this.#inData = name === 'sheetData';
    else if (name === 'c') this.#openCell(attributes);
    else if (name === 'v' || name === 't') this.#wanted = this.#inCell && !this.#inReading;
    else if (name === 'row') this.#openRow(attributes);
    else if (name === 'rPh') this.#inReading = true;
  }

  close(name: string): void {
    if (!this.#inData) return;
    if (name === 'v' || name === 't') this.#wanted = false;
    else if (name === 'c') this.#closeCell();
    else if (name === 'sheetData') this.#inData = false;
    else if (name === 'rPh') this.#inReading = false;
    else if (name === 'row' && this.#row.cells.length > 0) this.#rows.push(this.#row);
  }

  text(text: string): void {
    if (!this.#wanted) return;
    this.#text += text;
    if (this.#text.length > MOST_CHARACTERS) {
      throw suspicious(`a cell in row ${this.#row.number} has more than ${MOST_CHARACTERS} characters`);
    }
  }

  #openRow(attributes: string): void {
    const given = attributeOf(attributes, 'r');
    const number = given === undefined ? this.#row.number + 1 : Number(given);
    if (!(number > this.#row.number && number <= MOST_ROWS && Number.isInteger(number))) {
      throw damaged(`row ${(given ?? String(number)).slice(0, 20)} stands where it cannot be`);
    }
    this.#row = { number, cells: [] };
    this.#column = -1;
  }

  #openCell(attributes: string): void {
    const place = attributeOf(attributes, 'r');
    this.#column = place === undefined ? this.#column + 1 : columnOf(place);
    this.#type = attributeOf(attributes, 't') ?? 'n';
    this.#style = this.#context.styles[Number(attributeOf(attributes, 's') ?? '-1')];
    this.#text = '';
    this.#inCell = true;
  }

  #closeCell(): void {
    this.#inCell = false;
    const value = this.#text === '' ? '' : this.#valueOf(this.#text);
    if (value === '') return;
    if (this.#column >= MOST_COLUMNS) {
      throw tooLarge(
        `row ${this.#row.number} has a value in column ${this.#column + 1}; ${MOST_COLUMNS} are read`,
      );
    }
    while (this.#row.cells.length < this.#column) this.#row.cells.push('');
    this.#row.cells[this.#column] = value;
  }

  #valueOf(text: string): string {
    switch (this.#type) {
      case 's': {
        const shared = this.#context.strings?.at(Number(text));
        if (shared === undefined)
          throw damaged(`a cell in row ${this.#row.number} points to a text that is not there`);
        return shared;
      }
      case 'str':
      case 'inlineStr':
        return decodeEscapes(text);
      case 'b':
        return text === '1' || text === 'true' ? 'true' : 'false';
      case 'n':
        return numberText(text, this.#style, this.#context.date1904);
      default:
        // Faults such as #N/A, and dates that are written out.
        return text;
    }
  }
}

/** 0-based column of a place such as `AB12`. */
function columnOf(place: string): number {
  let column = 0;
  for (let at = 0; at < place.length; at += 1) {
    const letter = place.charCodeAt(at) & ~32;
    if (letter < 65 || letter > 90) break;
    column = column * 26 + letter - 64;
  }
  if (column === 0 || column > 16_384) throw damaged(`there is no cell ${place.slice(0, 20)}`);
  return column - 1;
}
