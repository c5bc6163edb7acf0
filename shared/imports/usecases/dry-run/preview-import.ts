import { stripFormulaGuard } from '../../../platform/csv/formula-guard.ts';
import { decodeText } from '../../../platform/csv/decode-text.ts';
import type { CsvRecord } from '../../../platform/csv/csv-record.ts';
import { hasIdentity, type ImportColumn } from '../../domain/import-columns.ts';
import type { ColumnQuestion } from '../../domain/headings/column-questions.ts';
import { closeEncodings } from '../../../platform/csv/detect-encoding.ts';
import type { Encoding } from '../../../platform/values/csv-dialect.ts';
import { wishesOfAll, type WishOfAll } from '../../domain/headings/file-wish.ts';
import { addNotTaken, type ImportJob } from '../../domain/import-job.ts';
import { isRowFault, rowReader, shownFault, type RowDraft, type RowFault } from '../../domain/import-row.ts';
import { Refusal } from '../../../platform/problems/refusal.ts';
import type { Variable } from '../../../variables/domain/variable.ts';
import { columnsAfterCreation, variablesToCreate } from '../../domain/variables-to-create.ts';
import { FileReplaced } from '../../../platform/object-store/read-file.ts';
import { findTimeZone } from '../../../platform/time/zone-table.ts';
import { listVariables } from '../../../variables/table/variable-items.ts';
import { mayBeWorkbook } from '../../../platform/xlsx/open-package.ts';
import { dryRunGroups } from './dry-run-groups.ts';
import { countFilled, unusedColumns } from '../import-rows.ts';
import { readSample } from '../source/import-source.ts';
import { BadOption, fileReplaced, type ImportFiles } from '../read-import-options.ts';
import { detectHeader, UnreadableFile, type FileTop } from '../source/detect-header.ts';

/** The first rows of a file as an import would read them, and what it would have to ask. */
export interface ImportPreview {
  encoding: string;
  delimiter: string;
  /** The first lines in the encodings that the file could have; empty when it says itself which it is. */
  encodings: { encoding: Encoding; lines: string[] }[];
  /** `to` is what a mapping calls `meaning`. */
  columns: (ImportColumn & { position: number; to: string })[];
  rows: PreviewRow[];
  /** What applies to everybody in the file. */
  everybody?: WishOfAll;
  questions: ColumnQuestion[];
  /** Why the import cannot be started like this. */
  problem?: string;
}

type PreviewRow = {
  line: number;
  fields?: Record<string, unknown>;
  notes?: string[];
  fault?: Omit<RowFault, 'line'>;
};

const ROWS = 20;

/** Reads the beginning of an import's file as it would be read with the job's options. Writes nothing. */
export async function previewImport(context: ImportFiles, job: ImportJob): Promise<ImportPreview> {
  const options = job.options ?? {};
  const variables = await listVariables(context.table);
  const top = await readOrRefuse(context, job, variables);
  const { dialect, everybody, questions } = top;
  const wanted = variablesToCreate(top.columns, variables);
  if ('fault' in wanted)
    throw new Refusal('invalid-input', `The option "mapping" does not fit: ${wanted.fault}`);
  const columns = columnsAfterCreation(top.columns, variables, wanted);
  const read = rowReader(columns, {
    ...options,
    mayBlock: job.asAdmin,
    everybody: everybody && wishesOfAll[everybody],
    findTimeZone,
  });
  const rows = top.sample.slice(0, ROWS).map((record) => rowOf(record, read));
  const encodings = job.source ? [] : possibleEncodings(await readSample(context, job), dialect.bomBytes);
  const isDoubtful = encodings.length > 0 && dialect.encoding !== 'utf-8' && !options.dialect?.encoding;
  return {
    encoding: dialect.encoding,
    delimiter: dialect.delimiter,
    encodings,
    columns: withNotTaken(top).map((column, index) => ({
      position: index + 1,
      to: column.meaning,
      ...column,
    })),
    rows,
    ...(everybody && { everybody }),
    questions: [
      ...questions,
      ...(await dryRunGroups(context.table, columns, top.sample)),
      ...(isDoubtful
        ? [
            {
              question: 'encoding' as const,
              examples: encodings.map((one) => one.encoding),
              message:
                'The file does not say how its letters are written. Look at the names; if they are wrong, say which it is: "dialect": {"encoding": "windows-1251"}.',
            },
          ]
        : []),
    ],
    ...(!hasIdentity(columns, options.channel) && {
      problem: 'No column holds e-mail addresses, or identifiers of a channel that is told.',
    }),
  };
}

/** The columns with the filled cells that the first rows lose. */
function withNotTaken({ columns, sample }: FileTop): ImportColumn[] {
  const counts: number[] = [];
  const unused = unusedColumns(columns);
  for (const record of sample) if (!('fault' in record)) countFilled(record.cells, unused, counts);
  return addNotTaken(columns, counts);
}

async function readOrRefuse(context: ImportFiles, job: ImportJob, variables: Variable[]): Promise<FileTop> {
  try {
    if (!job.source && mayBeWorkbook(await readSample(context, job)))
      throw new Refusal(
        'conflict',
        job.status === 'failed' && job.detail !== undefined
          ? job.detail
          : 'The workbook is still being read. Try again in a moment.',
      );
    return await detectHeader(context, job, job.options ?? {}, variables);
  } catch (error) {
    if (error instanceof BadOption || error instanceof UnreadableFile)
      throw new Refusal('invalid-input', error.message);
    if (error instanceof FileReplaced) throw fileReplaced();
    throw error;
  }
}

function rowOf(record: CsvRecord, read: ReturnType<typeof rowReader>): PreviewRow {
  if ('fault' in record)
    return { line: record.line, fault: { ...record.fault, value: record.raw.slice(0, 200) } };
  const row = read(record.cells.map(stripFormulaGuard), record.line);
  if (!isRowFault(row))
    return { line: row.line, fields: fieldsOf(row), ...(row.notes && { notes: row.notes }) };
  const { line, ...fault } = shownFault(row);
  return { line, fault };
}

/** What a row says, by the names of the meanings. */
function fieldsOf({
  email,
  participantId,
  details,
  utm,
  variables,
  groups,
  consent,
  restricts,
  erases,
}: RowDraft) {
  const dotted = (name: string, map: Record<string, unknown> | undefined) =>
    Object.entries(map ?? {}).flatMap(([key, value]) =>
      value === undefined ? [] : [[`${name}.${key}`, value] as const],
    );
  return {
    ...(email && { email: email.address }),
    ...(participantId !== undefined && { id: participantId }),
    ...details,
    ...Object.fromEntries([...dotted('utm', utm), ...dotted('variables', variables)]),
    ...(groups && { groups }),
    ...(consent && { consentAt: consent.at, consentSource: consent.source, consentIp: consent.ip }),
    ...(restricts && { status: restricts.map((wish) => statusWords[wish]).join(', ') }),
    ...(erases && { erases }),
  };
}

const statusWords = {
  optedOutAt: 'unsubscribed',
  bouncedAt: 'bounced',
  complainedAt: 'complained',
  blockedAt: 'blocked',
} as const;

const LINES = 4;
const LINE_SHOWN = 200;

function possibleEncodings(sample: Uint8Array, bomBytes: number): ImportPreview['encodings'] {
  if (bomBytes > 0 || !sample.some((byte) => byte > 0x7f) || sample.includes(0)) return [];
  const start = Buffer.from(sample.subarray(0, 4 * 1024));
  const usual = ['utf-8', 'windows-1251', 'koi8-r', 'windows-1252'] as const;
  return [...new Set<Encoding>([...usual, ...closeEncodings(sample)])].map((encoding) => ({
    encoding,
    lines: decodeText(start, encoding)
      .split(/\r\n|\r|\n/)
      .slice(0, LINES)
      .map((line) => line.slice(0, LINE_SHOWN)),
  }));
}
