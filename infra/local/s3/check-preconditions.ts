import type { IncomingHttpHeaders } from 'node:http';
import type S3rver from '@20minutes/s3rver';
import { AwsError } from '../endpoint/aws-service.ts';

interface Target {
  name: string;
  bucket: string;
  key: string;
}

const failed = (condition: string): AwsError =>
  new AwsError('PreconditionFailed', 'At least one of the pre-conditions you specified did not hold', 412, {
    Condition: condition,
  });

/**
 * What s3rver leaves out: `If-Match` on reads and writes, `If-None-Match: *` on writes, suffix ranges (rewritten in place),
 * and 403 instead of 404 for a missing object when the caller may not list the bucket.
 */
export async function checkPreconditions(
  store: S3rver['store'],
  { name, bucket, key }: Target,
  headers: IncomingHttpHeaders,
  mayList: () => boolean,
): Promise<void> {
  const isRead = name === 'GetObject' || name === 'HeadObject';
  const isWrite = name === 'PutObject' || name === 'CompleteMultipartUpload';
  if (!isRead && !isWrite) return;
  const match = headers['if-match'];
  const metadata = await store.getMetadata(bucket, key).catch(() => undefined);
  if (metadata === undefined) {
    if (isRead && !mayList())
      throw new AwsError(
        'AccessDenied',
        `Access Denied: s3://${bucket}/${key} is missing, and only a caller with s3:ListBucket may know that.`,
        403,
      );
    if (isWrite && match !== undefined)
      throw new AwsError('NoSuchKey', 'The specified key does not exist.', 404);
    return;
  }
  const etag = unquote(metadata['etag']);
  if (match !== undefined && match !== '*' && unquote(match) !== etag) throw failed('If-Match');
  if (isWrite && headers['if-none-match'] === '*') throw failed('If-None-Match');
  if (isRead) rewriteSuffixRange(headers, Number(metadata['content-length']));
}

function rewriteSuffixRange(headers: IncomingHttpHeaders, size: number): void {
  const length = /^bytes=-(\d+)$/.exec(headers.range ?? '')?.[1];
  if (length !== undefined) headers.range = `bytes=${Math.max(0, size - Number(length))}-${size - 1}`;
}

function unquote(etag: string | number | undefined): string {
  return String(etag).replaceAll('"', '');
}
