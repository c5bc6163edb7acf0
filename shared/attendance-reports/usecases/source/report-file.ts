import { createHash } from 'node:crypto';
import type { FileStore } from '../../../platform/object-store/file-store.ts';
import { readFile, type FileFacts } from '../../../platform/object-store/read-file.ts';
import type { ByteSource } from '../../../platform/xlsx/byte-source.ts';

/** A report in the bucket, as the version that was begun with. Reading throws `FileReplaced` for another. */
export const reportFile = (store: FileStore, file: FileFacts): ByteSource => ({
  size: file.size,
  read: (offset, bytes) => readFile(store, file, { offset, bytes }),
});

/** What a file's bytes are known by: the same report under another name is the same. */
export async function digestOf(file: ByteSource, goOn: () => Promise<void>): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of await file.read(0, file.size)) {
    hash.update(chunk);
    await goOn();
  }
  return hash.digest('hex');
}
