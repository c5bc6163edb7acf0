import { withoutLast } from '../values/without-last.ts';
import type { CsvFaultCode, CsvPlace, CsvRecord, FaultyRecord, ReadFrom, ReadLimits } from './csv-record.ts';
import { decodeText, isWellEncoded } from './decode-text.ts';
import type { Dialect } from '../values/csv-dialect.ts';
import { parseCells } from './parse-cells.ts';
import { RecordWindow } from './record-window.ts';
import { findLineEnd, RecordScanner, type ScanOutcome } from './scan-record.ts';

const RAW_CHARACTERS = 10_000;

type Fault = FaultyRecord['fault'];

/** A record whose place is known: its first and after-last units, and its fault if it has one. */
interface Found extends CsvPlace {
  from: number;
  to: number;
  fault?: Fault;
  raw?: string;
}

/** Turns bytes pushed into it into batches of records; holds at most about two longest records and one chunk. */
export class RecordReader {
  readonly window: RecordWindow;
  readonly #dialect: Dialect;
  readonly #limits: ReadLimits;
  readonly #scanner: RecordScanner;
  #at = 0;
  #line: number;
  #record: number;
  /** A damaged record whose line end has not come into view; what comes until then is thrown away. */
  #skipping: { line: number; fault: Fault; raw: string; breaks: number } | undefined;

  constructor(dialect: Dialect, from: ReadFrom, limits: ReadLimits) {
    this.#dialect = dialect;
    this.#limits = limits;
    this.#line = from.line;
    this.#record = from.record;
    this.window = new RecordWindow(dialect.encoding, Math.max(from.offset, dialect.bomBytes));
    this.#scanner = new RecordScanner(dialect, limits, this.window.unitBytes);
  }

  /** Batches of all records that are wholly in view; at `eof`, of all that are left. */
  *batches(eof: boolean): Generator<CsvRecord[], void, undefined> {
    this.window.slide(this.#at, eof);
    this.#at = 0;
    for (;;) {
      const found: Found[] = [];
      while (found.length < this.#limits.batchRecords) {
        const next = this.#next(eof);
        if (next === undefined) break;
        found.push(next);
      }
      if (found.length === 0) return;
      yield this.#read(found);
    }
  }

  /** The next record in view, blank lines passed over. */
  #next(eof: boolean): Found | undefined {
    const { units } = this.window;
    for (;;) {
      if (this.#skipping !== undefined) return this.#skip(eof);
      if (this.#at >= units.length) return undefined;
      const outcome = this.#scanner.scan(units, this.#at, eof);
      if (outcome === 'more') return undefined;
      if (outcome === 'record') {
        const found = this.#take();
        if (found !== undefined) return found;
      } else if (!this.#startSkipping(outcome, eof)) return undefined;
    }
  }

  #take(): Found | undefined {
    const { next, textEnd, breaks, columns } = this.#scanner;
    const from = this.#at;
    const line = this.#line;
    const passOver = this.#scanner.isBlank(this.window.units, from) || this.#isSeparatorHint(from, textEnd);
    this.#at = next;
    this.#line += breaks;
    if (passOver) return undefined;
    const found = this.#place(line, from, next);
    if (this.#scanner.hasNul) return { ...found, fault: fault('nul-byte', 'the row holds NUL bytes') };
    if (columns <= this.#limits.maxColumns) return found;
    const message = `${columns} columns, at most ${this.#limits.maxColumns} are read`;
    return { ...found, fault: fault('too-many-columns', message) };
  }

  /** A broken quote costs the line it opened on; a too long record costs all until the next line end. */
  #startSkipping(outcome: Exclude<ScanOutcome, 'more' | 'record'>, eof: boolean): boolean {
    const { units } = this.window;
    const { quoteAt, quoteBreaks, breaks } = this.#scanner;
    const limit = this.#scanner.limit(this.#at);
    const from = this.#at;
    const tooLong = outcome === 'record-too-long';
    const searchFrom = tooLong ? limit : quoteAt;
    const lineEnd = findLineEnd(units, searchFrom, units.length, eof);
    if (lineEnd === undefined && units.length <= limit && !eof) return false;
    const size = Math.floor(this.#limits.maxRecordBytes / 1024);
    const message = tooLong
      ? `record longer than ${size} kB`
      : outcome === 'unclosed-quote'
        ? `the quote opened in line ${this.#line + quoteBreaks} is not closed`
        : `text after a closing quote; the quote opened in line ${this.#line + quoteBreaks}`;
    this.#skipping = {
      line: this.#line,
      fault: fault(outcome, message),
      raw: this.#rawOf(from, Math.min(lineEnd ?? units.length, limit - 1)),
      breaks: tooLong ? breaks : quoteBreaks,
    };
    this.#at = Math.min(searchFrom, units.length);
    return true;
  }

  #skip(eof: boolean): Found | undefined {
    const { units } = this.window;
    const skipping = this.#skipping;
    if (skipping === undefined) return undefined;
    const lineEnd = findLineEnd(units, this.#at, units.length, eof);
    if (lineEnd === undefined && !eof) {
      // A carriage return at the very end stays: a line feed may follow it.
      this.#at = units.at(-1) === 13 ? units.length - 1 : units.length;
      return undefined;
    }
    this.#skipping = undefined;
    const from = this.#at;
    this.#at = lineEnd ?? units.length;
    this.#line += skipping.breaks + (lineEnd === undefined ? 0 : 1);
    return { ...this.#place(skipping.line, from, this.#at), fault: skipping.fault, raw: skipping.raw };
  }

  #place(line: number, from: number, to: number): Found {
    const record = this.#record++;
    return { record, line, end: this.window.offsetOf(to), endLine: this.#line, from, to };
  }

  /** `sep=;` as the first line is a hint for Excel, not a record. */
  #isSeparatorHint(from: number, textEnd: number): boolean {
    if (this.#record > 0 || textEnd - from !== 5 || this.window.offsetOf(from) !== this.#dialect.bomBytes)
      return false;
    return /^sep=/i.test(this.#rawOf(from, textEnd));
  }

  #rawOf(from: number, to: number): string {
    const bytes = this.window.bytesOf(from, Math.min(to, from + RAW_CHARACTERS * 4));
    return withoutLast(decodeText(bytes, this.#dialect.encoding).slice(0, RAW_CHARACTERS), '\r\n');
  }

  /** Gives the records their cells, all sound ones in one go. */
  #read(found: Found[]): CsvRecord[] {
    this.#markBadEncoding(found);
    const sound = found.filter((record) => record.fault === undefined);
    const rows = sound.length === 0 ? [] : parseCells(this.#runs(sound), sound.length, this.#dialect);
    let row = 0;
    return found.map(({ record, line, end, endLine, from, to, fault: reason, raw }) => {
      if (reason === undefined) return { record, line, cells: rows[row++] ?? [], end, endLine };
      return { record, line, fault: reason, raw: raw ?? this.#rawOf(from, to), end, endLine };
    });
  }

  #markBadEncoding(found: Found[]): void {
    const { encoding } = this.#dialect;
    const [first] = found;
    const last = found.at(-1);
    if (first === undefined || last === undefined) return;
    if (isWellEncoded(this.window.bytesOf(first.from, last.to), encoding)) return;
    for (const record of found) {
      if (record.fault !== undefined || isWellEncoded(this.window.bytesOf(record.from, record.to), encoding))
        continue;
      record.fault = fault('bad-encoding', `the row holds bytes that are not ${encoding}`);
    }
  }

  /** Bytes of records, neighbours joined. */
  #runs(records: Found[]): Buffer[] {
    const runs: Buffer[] = [];
    let from = -1;
    let to = -1;
    for (const record of records) {
      if (record.from !== to) {
        if (from >= 0) runs.push(this.window.bytesOf(from, to));
        from = record.from;
      }
      to = record.to;
    }
    runs.push(this.window.bytesOf(from, to));
    return runs;
  }
}

const fault = (code: CsvFaultCode, message: string): Fault => ({ code, message });
