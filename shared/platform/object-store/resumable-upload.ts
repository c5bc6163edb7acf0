import {
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  PutObjectCommand,
  S3ServiceException,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import type { OpenUpload } from '../values/open-upload.ts';
import type { FileStore } from './file-store.ts';

/** S3 takes parts from 5 MiB on (the last one may be smaller), 10,000 of them. */
export const PART_BYTES = 8 * 1024 * 1024;

/** The upload is not open any more: a worker closed it and died, or the bucket's rule ended it. Write the file anew. */
export class UploadGone extends Error {
  override readonly name = 'UploadGone';
}

/** Begins a file that is written in parts, by as many workers one after another as it takes. */
export async function startUpload(store: FileStore, key: string, contentType: string): Promise<OpenUpload> {
  const answer = await store.client.send(
    new CreateMultipartUploadCommand({ Bucket: store.bucket, Key: key, ContentType: contentType }),
  );
  if (answer.UploadId === undefined) throw new Error('S3 began an upload without an id.');
  return { key, uploadId: answer.UploadId, parts: [] };
}

/** Uploads the next part. Doing it again after a lost checkpoint overwrites the same part. */
export async function uploadPart(
  store: FileStore,
  upload: OpenUpload,
  body: Uint8Array,
): Promise<OpenUpload> {
  const number = upload.parts.length + 1;
  const answer = await store.client
    .send(
      new UploadPartCommand({
        Bucket: store.bucket,
        Key: upload.key,
        UploadId: upload.uploadId,
        PartNumber: number,
        Body: body,
      }),
    )
    .catch(sayIfGone);
  return { ...upload, parts: [...upload.parts, { number, etag: answer.ETag ?? '' }] };
}

export async function completeUpload(store: FileStore, upload: OpenUpload): Promise<void> {
  const Parts = upload.parts.map((part) => ({ PartNumber: part.number, ETag: part.etag }));
  await store.client
    .send(
      new CompleteMultipartUploadCommand({
        Bucket: store.bucket,
        Key: upload.key,
        UploadId: upload.uploadId,
        MultipartUpload: { Parts },
      }),
    )
    .catch(sayIfGone);
}

function sayIfGone(error: unknown): never {
  if (error instanceof S3ServiceException && error.name === 'NoSuchUpload')
    throw new UploadGone(error.message, { cause: error });
  throw error;
}

/** Writes a small file in one go; answers its ETag, without quotes. */
export async function putFile(
  store: FileStore,
  key: string,
  body: Uint8Array | string,
  contentType: string,
): Promise<string> {
  const answer = await store.client.send(
    new PutObjectCommand({ Bucket: store.bucket, Key: key, Body: body, ContentType: contentType }),
  );
  return (answer.ETag ?? '').replaceAll('"', '');
}
