import type { Encoding } from '../values/csv-dialect.ts';
import type { CodeUnits } from './scan-record.ts';

const READ_BYTES = 64 * 1024;

/** The part of a file that is in view: its bytes as code units, and where they stand in the file. */
export class RecordWindow {
  units: CodeUnits = new Uint8Array(0);
  readonly unitBytes: 1 | 2;
  readonly #bigEndian: boolean;
  /** As many bytes as `units`; UTF-16 is little-endian here whatever the file is. */
  #bytes: Buffer = Buffer.alloc(0);
  #odd: Buffer = Buffer.alloc(0);
  #pending: Uint8Array[] = [];
  #pendingBytes = 0;
  /** Absolute offsets of the view's start and of everything added so far. */
  #start: number;
  #end: number;

  constructor(encoding: Encoding, offset: number) {
    this.unitBytes = encoding.startsWith('utf-16') ? 2 : 1;
    this.#bigEndian = encoding === 'utf-16be';
    this.#start = offset;
    this.#end = offset;
  }

  add(bytes: Uint8Array): void {
    this.#pending.push(bytes);
    this.#pendingBytes += bytes.length;
    this.#end += bytes.length;
  }

  /** Growing by as much as there is keeps a long record's repeated scanning linear in its length. */
  get hungry(): boolean {
    return this.#pendingBytes < Math.max(READ_BYTES, this.#bytes.length);
  }

  /** Leaves the first `used` units behind and takes in what was added. */
  slide(used: number, eof: boolean): void {
    const fresh = this.#alignedPending(eof);
    this.#start += used * this.unitBytes;
    this.#bytes = Buffer.concat([this.#bytes.subarray(used * this.unitBytes), fresh]);
    // Buffer.concat may place the bytes anywhere in its pool; 16-bit views need even places, which its 8-byte steps are.
    this.units =
      this.unitBytes === 1
        ? this.#bytes
        : new Uint16Array(this.#bytes.buffer, this.#bytes.byteOffset, this.#bytes.length / 2);
  }

  /** Absolute byte offset of a unit. */
  offsetOf(unit: number): number {
    return Math.min(this.#start + unit * this.unitBytes, this.#end);
  }

  bytesOf(from: number, to: number): Buffer {
    return this.#bytes.subarray(from * this.unitBytes, to * this.unitBytes);
  }

  #alignedPending(eof: boolean): Buffer {
    const all = Buffer.concat([this.#odd, ...this.#pending]);
    this.#pending = [];
    this.#pendingBytes = 0;
    if (this.unitBytes === 1) return all;
    const even = all.length - (all.length % 2);
    const whole = all.subarray(0, even);
    this.#odd = all.subarray(even);
    if (this.#bigEndian) whole.swap16();
    // Half a unit at the end of the file: a lone surrogate in its place makes that record `bad-encoding`.
    return eof && this.#odd.length > 0 ? Buffer.concat([whole, Buffer.from([0x00, 0xd8])]) : whole;
  }
}
