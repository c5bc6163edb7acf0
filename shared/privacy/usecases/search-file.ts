import { detectEncoding } from '../../platform/csv/detect-encoding.ts';
import { namesAnybody, type ErasedPeople } from '../domain/erasure-matcher.ts';
import { readFile, type FileFacts } from '../../platform/object-store/read-file.ts';
import type { FileStore } from '../../platform/object-store/file-store.ts';
import { mayBeWorkbook, openPackage } from '../../platform/xlsx/open-package.ts';
import { WorkbookFault } from '../../platform/xlsx/workbook-fault.ts';

/** A word that is cut by the end of a piece is looked at with the next one; no address is longer. */
const LONGEST_WORD = 1_000;
const HEAD_BYTES = 64 * 1024;
/** More than the longest word has in any encoding; even, as the pairs of UTF-16 are. */
const OVERLAP_BYTES = 8 * 1024;
/** With less left than this, no place to continue from is stored. */
const LEAST_BYTES = 1024 * 1024;

/** How a long file is searched a part at a time. */
export interface Reading {
  /** The place where an earlier reading of a text stopped. */
  offset: number;
  /** Called with every piece; may keep the job's lease. */
  mayGoOn: () => Promise<boolean>;
}

/** Whether a file names somebody, or the place from which its text is still to be searched. */
export type FileVerdict = boolean | { offset: number };

/**
 * Whether a file names one of the people: text in any encoding, or any part of a workbook. A workbook that cannot be read
 * counts as one that does: nobody can tell what is in it. A text may be interrupted when time is short; a workbook, whose
 * size is bounded, is not.
 */
export async function fileNames(
  store: FileStore,
  file: FileFacts,
  hunted: ErasedPeople,
  key: Uint8Array,
  reading: Reading,
): Promise<FileVerdict> {
  const read = (offset: number, bytes?: number) =>
    readFile(store, file, { offset, ...(bytes !== undefined && { bytes }) });
  if (file.size === 0) return false;
  const head: Uint8Array[] = [];
  for await (const piece of await read(0, Math.min(HEAD_BYTES, file.size))) head.push(piece);
  const start = Buffer.concat(head);
  if (!mayBeWorkbook(start)) {
    const text = { pieces: await read(reading.offset), encoding: detectEncoding(start).encoding };
    return textNames(text, hunted, key, reading);
  }
  try {
    const parts = await openPackage({ size: file.size, read });
    try {
      const whole = { offset: 0, mayGoOn: () => reading.mayGoOn().then(() => true) };
      for (const name of parts.names) {
        const part = { pieces: parts.stream(name), encoding: 'utf-8' };
        if (await textNames(part, hunted, key, whole)) return true;
      }
      return false;
    } finally {
      parts.close();
    }
  } catch (error) {
    if (error instanceof WorkbookFault) return true;
    throw error;
  }
}

async function textNames(
  { pieces, encoding }: { pieces: AsyncIterable<Uint8Array>; encoding: string },
  hunted: ErasedPeople,
  key: Uint8Array,
  { offset, mayGoOn }: Reading,
): Promise<FileVerdict> {
  const decoder = new TextDecoder(encoding);
  let rest = '';
  let bytes = 0;
  for await (const piece of pieces) {
    if (!(await mayGoOn()) && bytes >= LEAST_BYTES) return { offset: placeBefore(offset + bytes) };
    bytes += piece.byteLength;
    const text = rest + decoder.decode(piece, { stream: true });
    const end = endOfWords(text);
    if (namesAnybody(text.slice(0, end), hunted, key)) return true;
    rest = text.slice(end);
  }
  return namesAnybody(rest + decoder.decode(), hunted, key);
}

/** A search that continues there reads the word that was cut as a whole. */
const placeBefore = (end: number): number => end - OVERLAP_BYTES - (end % 2);

/** Where the last word begins that may go on in the next piece. */
function endOfWords(text: string): number {
  const first = Math.max(0, text.length - LONGEST_WORD);
  let end = text.length;
  while (end > first && !/[\s,;|"<>]/u.test(text.charAt(end - 1))) end -= 1;
  return end;
}
