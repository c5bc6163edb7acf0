import { S3Client } from '@aws-sdk/client-s3';
import type { FileStore } from '../object-store/file-store.ts';

/** Buckets that share one client. */
export function openFiles<Name extends string>(buckets: Record<Name, string>): (name: Name) => FileStore {
  // Else links for uploads are signed with the checksum of nothing, which some stores hold against the file that comes.
  const client = new S3Client({ requestChecksumCalculation: 'WHEN_REQUIRED' });
  return (name) => ({ client, bucket: buckets[name] });
}
