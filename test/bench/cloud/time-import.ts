import { PutObjectCommand } from '@aws-sdk/client-s3';
import { importIdOf } from '../../../shared/imports/usecases/begin-import.ts';
import type { BenchCloud } from './bench-cloud.ts';
import { peopleCsv } from './people.ts';
import { waitUntilDone } from './wait-until-done.ts';

/**
 * Puts a file of new people into the bucket, for a group if one is named, and waits until the API says that it is done.
 * Answers rows per second.
 */
export async function timeImport(
  cloud: BenchCloud,
  tag: string,
  rows: number,
  group?: string,
): Promise<number> {
  const Key = `imports/${tag}.csv`;
  const Body = peopleCsv(tag, rows);
  const begun = performance.now();
  const { ETag = '' } = await cloud.s3.send(
    new PutObjectCommand({
      Bucket: cloud.importsBucket,
      Key,
      Body,
      ...(group !== undefined && { Metadata: { group } }),
    }),
  );
  const id = importIdOf({ bucket: cloud.importsBucket, key: Key, etag: ETag.replaceAll('"', '') });
  const job = await waitUntilDone(cloud, `/v1/imports/${id}`, 250);
  const took = performance.now() - begun;
  const { created } = job['counts'] as { created: number };
  if (created !== rows) throw new Error(`${rows} rows made ${created} people: ${JSON.stringify(job)}`);
  return rows / (took / 1000);
}
