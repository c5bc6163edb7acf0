/** What makes a single record unreadable. Each costs that record only, never the file. */
export type CsvFaultCode =
  | 'record-too-long'
  | 'unclosed-quote'
  | 'text-after-quote'
  | 'nul-byte'
  | 'bad-encoding'
  | 'too-many-columns';

/** Where a record stands in its file. */
export interface CsvPlace {
  /** 0-based number of the record in the file; blank lines are not records, the header is record 0. */
  record: number;
  /** 1-based physical line on which the record starts. */
  line: number;
  /** Absolute byte offset just after the record and its line ending: reading can resume here. */
  end: number;
  /** Number of the line that starts at `end` (what `from.line` must be to resume there). */
  endLine: number;
}

/** A readable record. Cells are as in the file: not trimmed, as many as the line has. */
interface GoodRecord extends CsvPlace {
  cells: string[];
}

/** An unreadable record: why, and its text (cut to 10,000 characters) for the fault report. */
export interface FaultyRecord extends CsvPlace {
  fault: { code: CsvFaultCode; message: string };
  raw: string;
}

/** Tell them apart with `'fault' in record`. */
export type CsvRecord = GoodRecord | FaultyRecord;

/** A place to read from: `START`, or a record's `{ offset: end, line: endLine, record: record + 1 }`. */
export interface ReadFrom {
  /** Absolute byte offset of a record's start; 0 is the file's start (the BOM is skipped by itself). */
  offset: number;
  line: number;
  record: number;
}

export interface ReadLimits {
  /** Longest record in bytes, without its line ending. */
  maxRecordBytes: number;
  maxColumns: number;
  /** Most records in one yielded batch. */
  batchRecords: number;
}

export const START: ReadFrom = { offset: 0, line: 1, record: 0 };
export const READ_LIMITS: ReadLimits = { maxRecordBytes: 256 * 1024, maxColumns: 1000, batchRecords: 500 };

/** The place just after a record. */
export const placeAfter = (record: CsvPlace): ReadFrom => ({
  offset: record.end,
  line: record.endLine,
  record: record.record + 1,
});
