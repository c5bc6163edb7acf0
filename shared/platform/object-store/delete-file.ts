import { DeleteObjectCommand } from '@aws-sdk/client-s3';
import type { FileStore } from './file-store.ts';

/** Removes a file; one that is gone already is no error. */
export async function deleteFile(store: FileStore, key: string): Promise<void> {
  await store.client.send(new DeleteObjectCommand({ Bucket: store.bucket, Key: key }));
}
