/** A file that can be read from any place, such as an object in a bucket. */
export interface ByteSource {
  /** Bytes in all. */
  size: number;
  /** Streams `bytes` bytes from `offset` on. */
  read: (offset: number, bytes: number) => Promise<AsyncIterable<Uint8Array>>;
}
