import { detectEncoding } from '../../csv/detect-encoding.ts';
import { namesAnybody, type Hunted } from '../../domain/erase-hunt.ts';
import { readFile, type FileFacts } from '../../files/read-file.ts';
import type { FileStore } from '../../files/file-store.ts';
import { mayBeWorkbook, openPackage } from '../../xlsx/open-package.ts';
import { WorkbookFault } from '../../xlsx/workbook-fault.ts';

/** A word that is cut by the end of a piece is looked at with the next one; no address is longer. */
const LONGEST_WORD = 1_000;
const HEAD_BYTES = 64 * 1024;

/**
 * Whether a file names one of the people: text in any encoding, or any part of a workbook. A workbook that cannot be read
 * is taken to: nobody can tell what is in it.
 */
export async function fileNames(
  store: FileStore,
  file: FileFacts,
  hunted: Hunted,
  key: Uint8Array,
): Promise<boolean> {
  const read = (offset: number, bytes?: number) =>
    readFile(store, file, { offset, ...(bytes !== undefined && { bytes }) });
  if (file.size === 0) return false;
  const head: Uint8Array[] = [];
  for await (const piece of await read(0, Math.min(HEAD_BYTES, file.size))) head.push(piece);
  const start = Buffer.concat(head);
  if (!mayBeWorkbook(start)) return textNames(await read(0), detectEncoding(start).encoding, hunted, key);
  try {
    const parts = await openPackage({ size: file.size, read });
    try {
      for (const name of parts.names)
        if (await textNames(parts.stream(name), 'utf-8', hunted, key)) return true;
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
  pieces: AsyncIterable<Uint8Array>,
  encoding: string,
  hunted: Hunted,
  key: Uint8Array,
): Promise<boolean> {
  const decoder = new TextDecoder(encoding);
  let rest = '';
  for await (const piece of pieces) {
    const text = rest + decoder.decode(piece, { stream: true });
    const end = endOfWords(text);
    if (namesAnybody(text.slice(0, end), hunted, key)) return true;
    rest = text.slice(end);
  }
  return namesAnybody(rest + decoder.decode(), hunted, key);
}

/** Where the last word begins that may go on in the next piece. */
function endOfWords(text: string): number {
  const first = Math.max(0, text.length - LONGEST_WORD);
  let end = text.length;
  while (end > first && !/[\s,;|"<>]/u.test(text.charAt(end - 1))) end -= 1;
  return end;
}
