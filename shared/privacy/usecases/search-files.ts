import { namesAnybody, type ErasedPeople } from '../domain/erasure-matcher.ts';
import { deleteFile } from '../../platform/object-store/delete-file.ts';
import type { FileStore } from '../../platform/object-store/file-store.ts';
import { FileReplaced, listFiles, type FileFacts } from '../../platform/object-store/read-file.ts';
import type { EraseSearch } from '../table/search-items.ts';
import { fileNames, type FileVerdict } from './search-file.ts';
import type { SearchContext } from './search-context.ts';

const MOST_NAMES = 20;
/** Files from here on may take more than one function's run. */
const LARGE_BYTES = 1024 * 1024;
/** Runs that may end at the same place of a file. */
const MOST_TRIES = 3;
/** A long text is noted as far as it was searched this often. */
const NOTE_MS = 30_000;

/**
 * Removes the files in the search's present part that name somebody; answers the search after each file, and inside of long
 * ones.
 */
export async function* searchFiles(
  context: SearchContext,
  store: FileStore,
  from: EraseSearch,
  hunted: ErasedPeople,
): AsyncGenerator<EraseSearch> {
  let search = from;
  for await (const file of listFiles(store, `${from.part}/`, from.after)) {
    let verdict = await isHit(context, store, file, search, hunted);
    while (typeof verdict === 'object') {
      yield (search = { ...search, reading: { key: file.key, offset: verdict.offset, tries: 0 } });
      verdict = await isHit(context, store, file, search, hunted);
    }
    if (verdict) {
      await deleteFile(store, file.key);
      const isNamed = namesAnybody(file.key, hunted, context.identityKey);
      const names = isNamed || search.names.length >= MOST_NAMES ? search.names : [...search.names, file.key];
      search = { ...search, files: search.files + 1, names };
    }
    yield (search = { ...search, after: file.key, reading: undefined });
  }
}

/**
 * A file that is replaced while it is read is a new one, from after the erasure. One that no run reads to its end counts as
 * naming somebody, like one that cannot be read.
 */
async function isHit(
  context: SearchContext,
  store: FileStore,
  file: FileFacts,
  search: EraseSearch,
  hunted: ErasedPeople,
): Promise<FileVerdict> {
  const { offset, tries } = search.reading?.key === file.key ? search.reading : { offset: 0, tries: 0 };
  if (tries >= MOST_TRIES) return true;
  if (file.size > LARGE_BYTES)
    await context.keep({ ...search, reading: { key: file.key, offset, tries: tries + 1 } });
  const begun = context.now();
  const mayGoOn = async () => {
    await context.beat();
    return context.mayGoOn() && context.now() - begun < NOTE_MS;
  };
  try {
    return await fileNames(store, file, hunted, context.identityKey, { offset, mayGoOn });
  } catch (error) {
    if (error instanceof FileReplaced) return false;
    throw error;
  }
}
