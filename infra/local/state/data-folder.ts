import {
  accessSync,
  closeSync,
  constants,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { LocalCloudError } from '../seams/local-cloud-error.ts';

/** How a product's data folders are known. */
export interface FolderNames {
  /** The file that says that a local cloud made the folder. */
  marker: string;
  /** The folder that is used when nobody names another; relative to the current one. */
  usual: string;
}

/** Takes the data folder for this process, emptied when `fresh`; answers how to give it back. */
export function lockDataFolder(directory: string, fresh: boolean, names: FolderNames): () => void {
  makeFolder(directory);
  const lock = join(directory, 'lock');
  const holder = holderOf(lock);
  if (holder !== undefined) {
    throw new LocalCloudError(
      `${directory} is in use by another local cloud (process ${holder}). Stop that one, or name another folder with --data.`,
    );
  }
  if (fresh) emptyFolder(directory, names);
  rmSync(lock, { force: true });
  writeOnce(lock, `${process.pid} ${startOf(process.pid)}`);
  rmSync(join(directory, names.marker), { force: true });
  writeOnce(join(directory, names.marker), 'Data of the local cloud; --fresh deletes this folder.\n');
  const release = (): void => {
    process.off('exit', release);
    if (holderOf(lock) === process.pid) rmSync(lock, { force: true });
  };
  process.once('exit', release);
  return release;
}

function makeFolder(directory: string): void {
  if (existsSync(directory) && !statSync(directory).isDirectory()) {
    throw new LocalCloudError(`${directory} is a file; name a folder with --data.`);
  }
  try {
    makeWithParents(directory);
    accessSync(directory, constants.W_OK);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new LocalCloudError(
      `No data can be kept in ${directory} (${reason}); name another folder with --data.`,
    );
  }
}

/** Step by step: Node's own recursion never ends where the system says ENOENT to a name it will not take (`/proc/x`). */
function makeWithParents(directory: string): void {
  if (existsSync(directory)) return;
  makeWithParents(dirname(directory));
  mkdirSync(directory);
}

/** Deletes only what a local cloud made, so that `--fresh --data ~` harms nobody. */
function emptyFolder(directory: string, { marker, usual }: FolderNames): void {
  const isOurs = existsSync(join(directory, marker)) || resolve(directory) === resolve(usual);
  if (!isOurs && readdirSync(directory).length > 0) {
    throw new LocalCloudError(
      `--fresh: ${directory} was not made by the local cloud and is left alone. Delete it yourself, or name another folder with --data.`,
    );
  }
  for (const entry of ['state.db', 'state.db-wal', 'state.db-shm', 'kept-files', 'aws', 'cdk.out']) {
    rmSync(join(directory, entry), { recursive: true, force: true });
  }
}

function writeOnce(file: string, content: string): void {
  const handle = openSync(file, 'wx');
  writeSync(handle, content);
  closeSync(handle);
}

/** The process that holds the lock, unless it is gone. */
function holderOf(lock: string): number | undefined {
  if (!existsSync(lock)) return undefined;
  const [pid = '', start = ''] = readFileSync(lock, 'utf8').split(' ');
  const holder = Number(pid);
  return holder > 0 && isAlive(holder) && startOf(holder) === start ? holder : undefined;
}

/** Tells a process from a later one with the same number, where Linux says when it started. */
function startOf(pid: number): string {
  const file = `/proc/${pid}/stat`;
  if (!existsSync(file)) return 'unknown';
  // The second field is a name in brackets and may contain spaces; the start is the 22nd.
  return (
    readFileSync(file, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ')[19] ?? 'unknown'
  );
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
