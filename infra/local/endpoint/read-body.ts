import type { IncomingMessage } from 'node:http';
import { AwsError } from './aws-service.ts';

/** Reads a whole request body of at most `limit` bytes. */
export function readBody(request: IncomingMessage, limit: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > limit)
        reject(new AwsError('RequestEntityTooLarge', `The body has more than ${limit} bytes.`, 413));
      else chunks.push(chunk);
    });
    request.on('error', reject);
    request.on('end', () => {
      const [first] = chunks;
      resolve(first !== undefined && chunks.length === 1 ? first : Buffer.concat(chunks));
    });
  });
}
