import {
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  S3ServiceException,
} from '@aws-sdk/client-s3';
import type { FileStore } from './file-store.ts';

/** The file was replaced since the work on it began, or is gone. */
export class FileReplaced extends Error {
  override readonly name = 'FileReplaced';
}

export interface FileFacts {
  key: string;
  /** Without quotes. */
  etag: string;
  /** Bytes. */
  size: number;
}

/** The metadata that a file was uploaded with, names in lower case. */
export type FileOptions = Record<string, string>;

const bare = (etag: string | undefined): string => (etag ?? '').replaceAll('"', '');

/** Size, version and options of a file; undefined when there is none. */
export async function fileFacts(
  store: FileStore,
  key: string,
): Promise<(FileFacts & { options: FileOptions }) | undefined> {
  try {
    const head = await store.client.send(new HeadObjectCommand({ Bucket: store.bucket, Key: key }));
    return { key, etag: bare(head.ETag), size: head.ContentLength ?? 0, options: head.Metadata ?? {} };
  } catch (error) {
    if (statusOf(error) === 404) return undefined;
    throw error;
  }
}

/**
 * Streams a file from a byte on, provided it is still the version that was begun.
 * Throws `FileReplaced` otherwise. `bytes` limits how much is read.
 */
export async function readFile(
  store: FileStore,
  file: Pick<FileFacts, 'key' | 'etag'>,
  range: { offset: number; bytes?: number },
): Promise<AsyncIterable<Uint8Array>> {
  const last = range.bytes === undefined ? '' : String(range.offset + range.bytes - 1);
  try {
    const answer = await store.client.send(
      new GetObjectCommand({
        Bucket: store.bucket,
        Key: file.key,
        IfMatch: `"${file.etag}"`,
        Range: `bytes=${range.offset}-${last}`,
      }),
    );
    if (bare(answer.ETag) !== file.etag || !answer.Body) throw new FileReplaced(file.key);
    return answer.Body.transformToWebStream();
  } catch (error) {
    const status = statusOf(error);
    if (status === 412 || status === 404) throw new FileReplaced(file.key, { cause: error });
    if (status === 416) return nothing();
    throw error;
  }
}

async function* nothing(): AsyncGenerator<Uint8Array> {
  // A range that begins at the end of the file.
}

/** The files under a prefix in the order of their keys, page by page; `after` is a key to go on behind. */
export async function* listFiles(
  store: FileStore,
  prefix: string,
  after?: string,
): AsyncGenerator<FileFacts & { modifiedAt: Date }> {
  let token: string | undefined;
  do {
    const page = await store.client.send(
      new ListObjectsV2Command({
        Bucket: store.bucket,
        Prefix: prefix,
        ...(after !== undefined && { StartAfter: after }),
        ...(token !== undefined && { ContinuationToken: token }),
      }),
    );
    for (const object of page.Contents ?? []) {
      if (object.Key === undefined) continue;
      yield {
        key: object.Key,
        etag: bare(object.ETag),
        size: object.Size ?? 0,
        modifiedAt: object.LastModified ?? new Date(0),
      };
    }
    token = page.NextContinuationToken;
  } while (token !== undefined);
}

function statusOf(error: unknown): number | undefined {
  return error instanceof S3ServiceException ? error.$metadata.httpStatusCode : undefined;
}
