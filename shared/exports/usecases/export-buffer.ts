import type { ExportJob } from '../domain/export-job.ts';
import { deleteFile } from '../../platform/object-store/delete-file.ts';
import { FileReplaced, readFile } from '../../platform/object-store/read-file.ts';
import { putFile, UploadGone } from '../../platform/object-store/resumable-upload.ts';
import { inParallel } from '../../platform/values/in-parallel.ts';
import type { ExportContext } from './export-context.ts';

/** More pieces than this are written together again. */
const MOST_PIECES = 50;
const AT_ONCE = 8;

type ExportFiles = Pick<ExportContext, 'exports' | 'random'>;
type Piece = NonNullable<ExportJob['rest']>[number];

/**
 * Holds rows of an export that do not fill a part yet, so that a worker may stop anywhere. Each piece is written once.
 */
export class ExportBuffer {
  readonly #files: ExportFiles;
  readonly #jobId: string;
  #pieces: Piece[];
  /** Rows that are in pieces, and rows that are not yet. */
  #kept: Uint8Array[] = [];
  #fresh: Uint8Array[] = [];
  #abandoned: Piece[] = [];

  constructor(files: ExportFiles, { id, rest = [] }: ExportJob) {
    this.#files = files;
    this.#jobId = id;
    this.#pieces = rest;
  }

  /** Reads the pieces of earlier workers; throws `UploadGone` when one is gone. */
  async open(): Promise<void> {
    for (const piece of this.#pieces) this.#kept.push(await this.#read(piece));
  }

  get bytes(): number {
    return [...this.#kept, ...this.#fresh].reduce((sum, chunk) => sum + chunk.length, 0);
  }

  add(chunk: Uint8Array): void {
    if (chunk.length > 0) this.#fresh.push(chunk);
  }

  /** Stores all rows; answers the pieces, to be noted in the job. */
  async keep(): Promise<ExportJob['rest']> {
    if (this.#fresh.length === 0) return this.#pieces;
    const isScattered = this.#pieces.length >= MOST_PIECES;
    const body = Buffer.concat(isScattered ? [...this.#kept, ...this.#fresh] : this.#fresh);
    const name = Buffer.from(this.#files.random(8)).toString('hex');
    const key = `exports/${this.#jobId}/rest-${name}`;
    const etag = await putFile(this.#files.exports, key, body, 'text/csv');
    if (isScattered) this.#abandon();
    this.#pieces = [...this.#pieces, { key, etag }];
    this.#kept = isScattered ? [body] : [...this.#kept, body];
    this.#fresh = [];
    return this.#pieces;
  }

  /** Takes all rows, for a part of the file. */
  take(): Uint8Array {
    const all = Buffer.concat([...this.#kept, ...this.#fresh]);
    this.#abandon();
    this.#kept = [];
    this.#fresh = [];
    return all;
  }

  /** Removes the pieces that the job does not name any more; those of workers that die go with the bucket's rule. */
  async clear(): Promise<void> {
    await inParallel(this.#abandoned.splice(0), AT_ONCE, ({ key }) => deleteFile(this.#files.exports, key));
  }

  #abandon(): void {
    this.#abandoned.push(...this.#pieces);
    this.#pieces = [];
  }

  async #read(piece: Piece): Promise<Uint8Array> {
    try {
      const read: Uint8Array[] = [];
      for await (const chunk of await readFile(this.#files.exports, piece, { offset: 0 })) read.push(chunk);
      return Buffer.concat(read);
    } catch (error) {
      if (!(error instanceof FileReplaced)) throw error;
      throw new UploadGone(`What was kept in ${piece.key} is gone.`, { cause: error });
    }
  }
}
