import { Readable } from 'node:stream';
import { RandomAccessReader } from 'yauzl';
import type { ByteSource } from './byte-source.ts';

/** The zip's directory stands at its end and is read in many small steps; entries are read as streams. */
const BLOCK_BYTES = 256 * 1024;

/** Lets yauzl read a file from where it lies: the directory by blocks, each entry as one range. */
export class ZipSource extends RandomAccessReader {
  readonly #source: ByteSource;
  #block: { start: number; bytes: Buffer } = { start: 0, bytes: Buffer.alloc(0) };

  constructor(source: ByteSource) {
    super();
    this.#source = source;
  }

  override _readStreamForRange(start: number, end: number): Readable {
    const source = this.#source;
    const bytes = async function* () {
      yield* await source.read(start, end - start);
    };
    return Readable.from(bytes(), { objectMode: false });
  }

  override read(
    buffer: Buffer,
    offset: number,
    length: number,
    position: number,
    callback: (error: Error | null) => void,
  ): void {
    this.#load(position, length).then(
      (bytes) => {
        bytes.copy(buffer, offset);
        callback(null);
      },
      (error: unknown) => {
        callback(error instanceof Error ? error : new Error(String(error)));
      },
    );
  }

  async #load(position: number, length: number): Promise<Buffer> {
    const { start, bytes } = this.#block;
    if (position < start || position + length > start + bytes.length) {
      // yauzl begins with the end of the file; the directory stands before it.
      const last = this.#source.size - position <= BLOCK_BYTES;
      const from = last ? Math.max(0, Math.min(position, this.#source.size - BLOCK_BYTES)) : position;
      const wanted = Math.min(Math.max(position - from + length, BLOCK_BYTES), this.#source.size - from);
      const chunks: Uint8Array[] = [];
      for await (const chunk of await this.#source.read(from, wanted)) chunks.push(chunk);
      this.#block = { start: from, bytes: Buffer.concat(chunks) };
    }
    const found = this.#block.bytes.subarray(
      position - this.#block.start,
      position - this.#block.start + length,
    );
    if (found.length < length) throw new Error('unexpected end of the file');
    return found;
  }
}
