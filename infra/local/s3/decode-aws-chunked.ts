import { Transform } from 'node:stream';

const lineEnd = '\r\n';
const longestHeader = 16_384;

/**
 * Takes the frames off an `aws-chunked` body (`<hex size>[;chunk-signature=…]\r\n<bytes>\r\n … 0\r\n<trailers>\r\n`),
 * signed or not; trailers (checksums) are dropped.
 */
export function decodeAwsChunked(): Transform {
  let pending: Buffer = Buffer.alloc(0);
  let left = 0;
  let state: 'header' | 'data' | 'gap' | 'trailer' = 'header';

  /** One step; answers false when more input is needed. */
  const step = (push: (data: Buffer) => void): boolean => {
    if (state === 'trailer') {
      pending = Buffer.alloc(0);
      return false;
    }
    if (state === 'data') {
      const part = pending.subarray(0, left);
      pending = pending.subarray(part.length);
      left -= part.length;
      if (part.length > 0) push(part);
      if (left === 0) state = 'gap';
      return left === 0;
    }
    if (state === 'gap') {
      if (pending.length < lineEnd.length) return false;
      pending = pending.subarray(lineEnd.length);
      state = 'header';
      return true;
    }
    const end = pending.indexOf(lineEnd);
    if (end < 0) return false;
    left = Number.parseInt(pending.subarray(0, end).toString(), 16);
    if (Number.isNaN(left)) throw new Error('The aws-chunked body has a frame without a size.');
    pending = pending.subarray(end + lineEnd.length);
    state = left === 0 ? 'trailer' : 'data';
    return true;
  };

  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      pending = pending.length === 0 ? chunk : Buffer.concat([pending, chunk]);
      try {
        while (step((data) => this.push(data)));
        done(
          state === 'header' && pending.length > longestHeader
            ? new Error('An aws-chunked frame header is too long.')
            : null,
        );
      } catch (error) {
        done(error instanceof Error ? error : new Error(String(error)));
      }
    },
    flush(done) {
      done(state === 'trailer' ? null : new Error('The aws-chunked body ended too early.'));
    },
  });
}
