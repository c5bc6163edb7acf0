import { existsSync } from 'node:fs';
import { readdir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type S3rver from '@20minutes/s3rver';
import { AwsError } from '../endpoint/aws-service.ts';
import { formatXml } from '../endpoint/query-protocol.ts';

type Store = S3rver['store'];

interface Upload {
  bucket: string;
  key: string;
  id: string;
}

/** The folder of an open upload; throws NoSuchUpload. */
export function uploadFolder(store: Store, { bucket, id }: Upload): string {
  const folder = join(store.getResourcePath(bucket, undefined, 'uploads'), id);
  if (!/^\w+$/.test(id) || !existsSync(folder)) {
    throw new AwsError('NoSuchUpload', 'The specified multipart upload does not exist.', 404);
  }
  return folder;
}

/** AbortMultipartUpload, which s3rver lacks. */
export async function abortUpload(store: Store, upload: Upload): Promise<void> {
  await rm(uploadFolder(store, upload), { recursive: true });
}

/** ListParts, which s3rver lacks: all parts at once (at most 10,000). */
export async function listParts(store: Store, upload: Upload): Promise<string> {
  const folder = uploadFolder(store, upload);
  const numbers = (await readdir(folder)).filter((name) => /^\d+$/.test(name)).map(Number);
  const parts = numbers
    .sort((a, b) => a - b)
    .map(async (number) => {
      const { size, mtime } = await stat(join(folder, String(number)));
      const md5 = await readFile(join(folder, `${number}.md5`), 'utf8');
      return {
        PartNumber: String(number),
        LastModified: mtime.toISOString(),
        ETag: `"${md5}"`,
        Size: String(size),
      };
    });
  const { bucket: Bucket, key: Key, id: UploadId } = upload;
  const Part = await Promise.all(parts);
  return formatXml({
    ListPartsResult: { Bucket, Key, UploadId, IsTruncated: 'false', MaxParts: '10000', Part },
  });
}

/** Refuses to complete with parts that are not there: s3rver would fail in the middle of it. */
export async function checkParts(store: Store, upload: Upload, completion: string): Promise<void> {
  const folder = uploadFolder(store, upload);
  const wanted = [...completion.matchAll(/<Part>(.*?)<\/Part>/gs)].map(([, part = '']) => ({
    number: /<PartNumber>(\d+)</.exec(part)?.[1] ?? '',
    etag: /<ETag>(?:"|&quot;|&#34;)?(\w+)/.exec(part)?.[1] ?? '',
  }));
  if (wanted.length === 0) throw new AwsError('MalformedXML', 'You must specify at least one part');
  for (const { number, etag } of wanted) {
    const md5 = await readFile(join(folder, `${number}.md5`), 'utf8').catch(() => undefined);
    if (md5 !== etag)
      throw new AwsError('InvalidPart', `Part ${number} could not be found, or its ETag differs.`);
  }
}
