import { S3Client } from '@aws-sdk/client-s3';
import type { FileStore } from '../files/file-store.ts';

/** Buckets that share one client. */
export function openFiles<Name extends string>(buckets: Record<Name, string>): (name: Name) => FileStore {
  const client = new S3Client({});
  return (name) => ({ client, bucket: buckets[name] });
}
