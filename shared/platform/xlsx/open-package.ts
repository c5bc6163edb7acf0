import { fromRandomAccessReaderPromise, type Entry, type ZipFile } from 'yauzl';
import type { ByteSource } from './byte-source.ts';
import { damaged, suspicious, tooLarge, WorkbookFault } from './workbook-fault.ts';
import { ZipSource } from './zip-source.ts';

/** What a workbook's container may be. A sheet of 1,000,000 rows and 10 columns expands to 400 to 700 MB. */
export const PACKAGE_LIMITS = {
  entries: 200,
  expandedBytes: 1_500_000_000,
  /** Expanded to packed; sheets come to 5 to 40, and to over 100 where their rows say the same. */
  ratio: 100,
  /** Parts are streamed: up to here, any ratio is read. */
  ratioFreeBytes: 250_000_000,
  /** No packing comes to more. */
  possibleRatio: 1_100,
} as const;

/** The parts of a workbook's file, by name. */
export interface Package {
  has: (name: string) => boolean;
  /** Lower-case. */
  names: string[];
  /** A part's bytes; a part that is larger than its directory says is an error. */
  stream: (name: string) => AsyncIterable<Uint8Array>;
  close: () => void;
}

/** Looks at the zip's directory only, before anything is unpacked. Throws `WorkbookFault`. */
export async function openPackage(source: ByteSource): Promise<Package> {
  await refuseOtherKinds(source);
  const zip = await fromRandomAccessReaderPromise(new ZipSource(source), source.size, {
    autoClose: false,
    validateEntrySizes: true,
  }).catch(sayDamaged);
  if (zip.entryCount > PACKAGE_LIMITS.entries) throw suspicious(`it has ${zip.entryCount} parts`);
  const entries = await readDirectory(zip);
  refuseBombs([...entries.values()]);
  return {
    has: (name) => entries.has(name.toLowerCase()),
    names: [...entries.keys()],
    stream: (name) => readEntry(zip, entries.get(name.toLowerCase()), name),
    close: () => {
      zip.close();
    },
  };
}

async function refuseOtherKinds(source: ByteSource): Promise<void> {
  const chunks: Uint8Array[] = [];
  if (source.size > 0) {
    for await (const chunk of await source.read(0, Math.min(source.size, 64 * 1024))) chunks.push(chunk);
  }
  const start = Buffer.concat(chunks);
  if (isZip(start)) return;
  if (!start.subarray(0, 4).equals(OLE_MAGIC)) {
    throw new WorkbookFault(
      'not-a-workbook',
      'This is not an Excel workbook (XLSX), whatever its name says.',
    );
  }
  if (start.includes(ENCRYPTED))
    throw new WorkbookFault(
      'workbook-encrypted',
      'The workbook is protected by a password. Save it without one.',
    );
  throw new WorkbookFault(
    'not-a-workbook',
    'This is an old Excel file (XLS) or one protected by a password. Save it as XLSX without a password.',
  );
}

const OLE_MAGIC = Buffer.from('d0cf11e0', 'hex');
const ENCRYPTED = Buffer.from('EncryptedPackage', 'utf16le');

const isZip = (start: Uint8Array): boolean =>
  start[0] === 0x50 && start[1] === 0x4b && (start[2] === 3 || start[2] === 5) && start[3] === start[2] + 1;

/** Whether a file begins as a workbook does, also one of the kinds that are refused with a reason. */
export const mayBeWorkbook = (start: Uint8Array): boolean =>
  isZip(start) || OLE_MAGIC.equals(start.subarray(0, OLE_MAGIC.length));

async function readDirectory(zip: ZipFile): Promise<Map<string, Entry>> {
  const entries = new Map<string, Entry>();
  try {
    for await (const entry of zip.eachEntry()) {
      const name = entry.fileName.toLowerCase();
      if (entries.has(name)) throw suspicious(`the part ${entry.fileName.slice(0, 100)} is there twice`);
      if (entry.isEncrypted()) {
        throw new WorkbookFault(
          'workbook-encrypted',
          'The workbook is protected by a password. Save it without one.',
        );
      }
      if (!entry.canDecodeFileData()) throw suspicious('it is packed in an unusual way');
      entries.set(name, entry);
      if (entries.size > PACKAGE_LIMITS.entries) throw suspicious('it has more parts than it says');
    }
  } catch (error) {
    sayDamaged(error);
  }
  return entries;
}

function refuseBombs(entries: Entry[]): void {
  let expanded = 0;
  for (const entry of entries) {
    expanded += entry.uncompressedSize;
    const ratio = entry.uncompressedSize / Math.max(1, entry.compressedSize);
    const says = `a part of it would expand to ${Math.round(ratio)} times its size`;
    if (ratio > PACKAGE_LIMITS.possibleRatio && entry.uncompressedSize > 1024 * 1024) throw suspicious(says);
    if (ratio > PACKAGE_LIMITS.ratio && entry.uncompressedSize > PACKAGE_LIMITS.ratioFreeBytes)
      throw tooLarge(says);
  }
  if (expanded > PACKAGE_LIMITS.expandedBytes) {
    throw tooLarge(`unpacked it would be ${Math.round(expanded / 1e6)} MB`);
  }
  let end = 0;
  for (const entry of entries.toSorted(
    (a, b) => a.relativeOffsetOfLocalHeader - b.relativeOffsetOfLocalHeader,
  )) {
    if (entry.relativeOffsetOfLocalHeader < end) throw suspicious('parts of it overlap');
    end = entry.relativeOffsetOfLocalHeader + entry.compressedSize;
  }
}

async function* readEntry(zip: ZipFile, entry: Entry | undefined, name: string): AsyncGenerator<Uint8Array> {
  if (!entry) throw damaged(`the part ${name} is missing`);
  const stream = await zip.openReadStreamPromise(entry).catch(sayDamaged);
  try {
    for await (const chunk of stream) if (chunk instanceof Uint8Array) yield chunk;
  } catch (error) {
    sayDamaged(error);
  } finally {
    stream.destroy();
  }
}

/** What yauzl and zlib complain about is the file's fault; a bucket or a line that fails is not. */
function sayDamaged(error: unknown): never {
  if (error instanceof WorkbookFault || !(error instanceof Error)) throw error;
  const code = 'code' in error ? String(error.code) : '';
  const isTheFiles =
    ['Error', 'RangeError'].includes(error.name) && /^($|Z_|ERR_OUT_OF_RANGE|ERR_BUFFER)/.test(code);
  if (!isTheFiles) throw error;
  throw damaged('its zip structure cannot be read', error);
}
