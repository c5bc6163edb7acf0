import type { ReadLimits } from './csv-record.ts';

import type { Dialect } from '../values/csv-dialect.ts';

/** A file's code units: bytes, or 16-bit units for UTF-16. Every sign that matters is ASCII in all encodings. */
export type CodeUnits = Uint8Array | Uint16Array;

export type ScanOutcome = 'record' | 'more' | 'record-too-long' | 'unclosed-quote' | 'text-after-quote';

const NUL = 0;
const TAB = 9;
const LF = 10;
const CR = 13;
const SPACE = 32;
const QUOTE = 34;

/** Index just after the first line break at or after `from`; undefined when it is not in view yet. */
export function findLineEnd(units: CodeUnits, from: number, stop: number, eof: boolean): number | undefined {
  for (let at = from; at < stop; at++) {
    if (units[at] === LF) return at + 1;
    if (units[at] !== CR) continue;
    if (at + 1 < units.length) return units[at + 1] === LF ? at + 2 : at + 1;
    return eof ? at + 1 : undefined;
  }
  return undefined;
}

/**
 * Finds where a record ends, and what is wrong with it, without making text of it: csv-parse's own byte count is
 * that of the decoded text. A quote opens a field only as its first sign; elsewhere it is plain text.
 * What it finds depends on the units from `start` on only, never on how much of them is in view.
 */
export class RecordScanner {
  /** Index after the last unit of text, and after the line ending too. */
  textEnd = 0;
  next = 0;
  /** Line breaks passed, the closing one included. */
  breaks = 0;
  columns = 0;
  hasNul = false;
  /** Where the last quoted field opened (-1: none), and the line breaks before it. */
  quoteAt = -1;
  quoteBreaks = 0;
  readonly #delimiter: number;
  readonly #maxUnits: number;

  readonly #hasSpacedQuotes: boolean;

  constructor(
    { delimiter, hasSpacedQuotes = false }: Pick<Dialect, 'delimiter' | 'hasSpacedQuotes'>,
    limits: Pick<ReadLimits, 'maxRecordBytes'>,
    unitBytes: number,
  ) {
    this.#delimiter = delimiter.charCodeAt(0);
    this.#hasSpacedQuotes = hasSpacedQuotes;
    this.#maxUnits = Math.floor(limits.maxRecordBytes / unitBytes);
  }

  /** First index that a record starting at `start` cannot reach. */
  limit(start: number): number {
    return start + this.#maxUnits + 1;
  }

  /** Scans the record that starts at `start`; `more` asks for a longer view, the rest is told by the fields above. */
  scan(units: CodeUnits, start: number, eof: boolean): ScanOutcome {
    this.breaks = 0;
    this.columns = 1;
    this.hasNul = false;
    this.quoteAt = -1;
    this.quoteBreaks = 0;
    const limit = this.limit(start);
    const stop = Math.min(units.length, limit);
    for (let at = start; ; at++, this.columns++) {
      if (this.#hasSpacedQuotes) at = this.#passBlanks(units, at, stop, QUOTE);
      if (at < stop && units[at] === QUOTE) {
        at = this.#passQuoted(units, at, stop, eof);
        if (at === -1) return 'more';
        if (this.#hasSpacedQuotes && !this.#open) at = this.#passBlanks(units, at, stop);
        if (at >= units.length && !this.#open && !eof && this.#hasSpacedQuotes) return 'more';
        if (at >= stop && this.#open) return stop < limit && !eof ? 'more' : 'unclosed-quote';
        if (at < units.length && !this.#endsField(units[at])) {
          // Closed on a later line and then text: most likely it is another cell's quote that closed it.
          return this.breaks > this.quoteBreaks ? 'unclosed-quote' : 'text-after-quote';
        }
      }
      at = this.#passPlain(units, at, stop);
      if (at >= limit) return 'record-too-long';
      if (at >= stop) return eof ? this.#endRecord(at, at) : 'more';
      if (units[at] === this.#delimiter) continue;
      const next = findLineEnd(units, at, stop, eof);
      if (next === undefined) return 'more';
      this.breaks++;
      return this.#endRecord(at, next);
    }
  }

  /** Whether the record just scanned is a line of nothing but delimiters and blanks. */
  isBlank(units: CodeUnits, start: number): boolean {
    for (let at = start; at < this.textEnd; at++) {
      const unit = units[at];
      if (unit !== this.#delimiter && unit !== SPACE && unit !== TAB) return false;
    }
    return true;
  }

  #open = false;

  /** From an opening quote to just after the closing one; -1 when the sign after a quote is not in view. */
  #passQuoted(units: CodeUnits, quoteAt: number, stop: number, eof: boolean): number {
    this.#open = true;
    this.quoteAt = quoteAt;
    this.quoteBreaks = this.breaks;
    for (let at = quoteAt + 1; at < stop; at++) {
      const unit = units[at];
      if (unit === QUOTE) {
        if (at + 1 >= units.length && !eof) return -1;
        if (units[at + 1] !== QUOTE) {
          this.#open = false;
          return at + 1;
        }
        at++;
      } else if (unit === CR || (unit === LF && units[at - 1] !== CR)) this.breaks++;
      else if (unit === NUL) this.hasNul = true;
    }
    return stop;
  }

  /** Index after the blanks from here on; with a `before`, only where that sign follows them. */
  #passBlanks(units: CodeUnits, from: number, stop: number, before?: number): number {
    let at = from;
    while (at < stop && units[at] === SPACE) at++;
    return before === undefined || units[at] === before ? at : from;
  }

  #passPlain(units: CodeUnits, from: number, stop: number): number {
    let at = from;
    for (; at < stop; at++) {
      const unit = units[at];
      if (unit === this.#delimiter || unit === LF || unit === CR) break;
      if (unit === NUL) this.hasNul = true;
    }
    return at;
  }

  #endsField(unit: number | undefined): boolean {
    return unit === this.#delimiter || unit === LF || unit === CR;
  }

  #endRecord(textEnd: number, next: number): 'record' {
    this.textEnd = textEnd;
    this.next = next;
    return 'record';
  }
}
