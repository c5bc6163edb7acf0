import type { S3Client } from '@aws-sdk/client-s3';

/** A bucket, and how to reach it. */
export interface FileStore {
  client: S3Client;
  bucket: string;
}
