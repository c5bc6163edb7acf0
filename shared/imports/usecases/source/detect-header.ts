import {
  placeAfter,
  READ_LIMITS,
  START,
  type CsvRecord,
  type ReadFrom,
} from '../../../platform/csv/csv-record.ts';
import { detectDialect } from '../../../platform/csv/detect-dialect.ts';
import { stripFormulaGuard } from '../../../platform/csv/formula-guard.ts';
import { studyColumns, type ColumnQuestion } from '../../domain/headings/column-questions.ts';
import type { Dialect } from '../../../platform/values/csv-dialect.ts';
import { askAboutReport, findReportHeader } from '../../domain/attendance-report.ts';
import { findHeader } from '../../domain/find-header.ts';
import { findAddressColumn, findIdColumn } from '../../domain/headings/columns-by-content.ts';
import { askAboutLost } from '../../domain/headings/lost-columns.ts';
import { wishOfFile, type WishOfAll } from '../../domain/headings/file-wish.ts';
import { guessColumns, type ImportColumn } from '../../domain/import-columns.ts';
import type { ImportJob } from '../../domain/import-job.ts';
import { applyMapping, type ImportMapping } from '../../domain/import-mapping.ts';
import type { ImportOptions } from '../../domain/import-options.ts';
import type { Variable } from '../../../variables/domain/variable.ts';
import { entryRecords, isAddressCell, isBareList, listColumns } from './bare-list.ts';
import { mappingOf, BadOption, type ImportFiles } from '../read-import-options.ts';
import { readImport, readSample } from './import-source.ts';

/** How a file begins: how it is written, what its columns mean, its first rows. */
export interface FileTop {
  dialect: Dialect;
  columns: ImportColumn[];
  questions: ColumnQuestion[];
  /** Rows, without the line of names. */
  sample: CsvRecord[];
  /** Whether the first line names the columns. */
  hasHeader: boolean;
  /** Where the first row begins. */
  start: ReadFrom;
  /** What applies to everybody in the file. */
  everybody?: WishOfAll | undefined;
  /** A bare list of addresses or identifiers, which has neither names nor rows. */
  isList: boolean;
}

/** Why a file cannot be imported as a whole. */
export class UnreadableFile extends Error {
  override readonly name = 'UnreadableFile';
  readonly code: string;
  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

const SAMPLE_ROWS = 1_000;
const SAMPLE_END = 1024 * 1024;
const LIMITS = { ...READ_LIMITS, batchRecords: 50 };
/** What is kept of a column's name, and of all of them together. */
const NAME_SHOWN = 200;
const NAMES_CHARACTERS = 60_000;

/** Reads the beginning of an import's text, and what it tells of the columns. */
export async function detectHeader(
  context: ImportFiles,
  job: ImportJob,
  options: ImportOptions,
  variables: Variable[],
): Promise<FileTop> {
  const dialect = await dialectOf(context, job, options);
  const mapping = await mappingOf(context.table, options, variables);
  const inChannel = options.channel !== undefined;
  const records = await firstRecords(context, job, dialect);
  const [top] = records;
  if (!top) throw new UnreadableFile('empty', 'The file is empty.');
  const listed = listColumns(inChannel);
  const ofAll = wishOfFile(job.key, listed, mapping);
  const list = {
    dialect,
    columns: listed,
    everybody: ofAll.everybody,
    questions: ofAll.question ? [ofAll.question] : [],
    hasHeader: true,
    start: START,
    isList: true,
  };
  if (job.source !== undefined && job.source.sheet === undefined) return { ...list, sample: records };
  const at = headerIn(records, options, mapping);
  if (!isOfColumns(mapping) && !job.source && at === 0) {
    const text = new TextDecoder(dialect.encoding).decode(await readSample(context, job), { stream: true });
    if (isBareList(text, top, inChannel))
      return { ...list, sample: entryRecords(text, SAMPLE_ROWS, inChannel) };
  }
  const first = records[at] ?? top;
  if ('fault' in first)
    throw new UnreadableFile('header-unreadable', `The header line cannot be read: ${first.fault.message}`);

  const hasHeader = mapping?.header ?? !first.cells.some(isAddressCell);
  if (!hasHeader && mapping?.header !== false)
    throw new UnreadableFile(
      'no-header',
      'The first line holds an e-mail address, not the names of the columns. Add a line of names, or say what each column is by its position, with "header": false.',
    );
  const sample = hasHeader ? records.slice(at + 1) : records;
  const names = namesIn(first.cells, hasHeader);
  const applied = applyMapping(guessColumns(names, variables), mapping);
  if ('fault' in applied) throw new BadOption(`The option "mapping" does not fit: ${applied.fault}`);
  const cells = sample.flatMap((record) => ('fault' in record ? [] : [record.cells.map(stripFormulaGuard)]));
  const found = findIdColumn(findAddressColumn(applied, cells), cells);
  const { columns, questions } = studyColumns(found, cells, { variables, channel: options.channel });
  const { everybody, question } = wishOfFile(job.key, columns, mapping);
  const ofFile = [...(mapping ? [] : reportIn(records)), ...questions, ...(question ? [question] : [])];
  return {
    dialect,
    columns,
    questions: [...ofFile, ...askAboutLost(columns, cells)],
    everybody,
    sample,
    hasHeader,
    start: hasHeader ? placeAfter(first) : START,
    isList: false,
  };
}

/** A report's own names of columns come first: those of its host stand above them. */
function headerIn(
  records: CsvRecord[],
  { channel }: ImportOptions,
  mapping: ImportMapping | undefined,
): number {
  const rows = records.map((record) => ({ ...record, cells: cellsOf(record) }));
  const ofReport = mapping ? -1 : findReportHeader(rows.map(({ cells = [] }) => cells));
  const found = ofReport >= 0 ? ofReport : findHeader(rows, { channel, mapping });
  if (found === undefined)
    throw new BadOption(
      `The option "mapping" does not fit: among the first rows of the file, none stands in line ${mapping?.headerLine ?? 0} ("headerLine").`,
    );
  return found;
}

function reportIn(records: CsvRecord[]): ColumnQuestion[] {
  const at = findReportHeader(records.map((record) => cellsOf(record) ?? []));
  const header = records[at];
  return header ? [askAboutReport(cellsOf(header) ?? [], header.line)] : [];
}

const cellsOf = (record: CsvRecord): string[] | undefined =>
  'fault' in record ? undefined : record.cells.map(stripFormulaGuard);

/** What a mapping says of everybody is said of a list, too. */
const isOfColumns = (mapping: ImportMapping | undefined): boolean =>
  mapping !== undefined &&
  (mapping.columns.length > 0 || mapping.header !== undefined || mapping.headerLine !== undefined);

async function dialectOf(context: ImportFiles, job: ImportJob, options: ImportOptions): Promise<Dialect> {
  if (job.source) return job.source.dialect;
  const dialect = detectDialect(await readSample(context, job), asked(options));
  if ('fault' in dialect) throw new UnreadableFile(dialect.fault.code, dialect.fault.reason);
  return dialect;
}

function asked({ dialect }: ImportOptions): Partial<Pick<Dialect, 'encoding' | 'delimiter'>> {
  return {
    ...(dialect?.encoding && { encoding: dialect.encoding }),
    ...(dialect?.delimiter && { delimiter: dialect.delimiter }),
  };
}

async function firstRecords(context: ImportFiles, job: ImportJob, dialect: Dialect): Promise<CsvRecord[]> {
  const records: CsvRecord[] = [];
  for await (const batch of readImport(context, job, dialect, START, LIMITS)) {
    records.push(...batch);
    if (records.length > SAMPLE_ROWS || (records.at(-1)?.end ?? 0) > SAMPLE_END) break;
  }
  return records;
}

function namesIn(cells: string[], hasHeader: boolean): string[] {
  const names = cells.map((cell, index) => (hasHeader ? columnName(cell) : `Column ${index + 1}`));
  if (names.join('').length > NAMES_CHARACTERS)
    throw new UnreadableFile('header-unreadable', 'The names of the columns are too long.');
  return names;
}

const columnName = (cell: string): string => stripFormulaGuard(cell).trim().slice(0, NAME_SHOWN);
