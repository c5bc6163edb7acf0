import { DeleteObjectsCommand, ListObjectsV2Command } from '@aws-sdk/client-s3';
import type { LocalAws } from './local-aws.ts';

/** Takes away the files of the tests before: what looks through all files would look through theirs each time. */
export async function emptyBuckets({ imports, exports }: LocalAws): Promise<void> {
  for (const { client, bucket: Bucket } of [imports, exports]) {
    for (let isMore = true; isMore;) {
      const { Contents = [], IsTruncated = false } = await client.send(new ListObjectsV2Command({ Bucket }));
      const Objects = Contents.map(({ Key }) => ({ Key: Key! }));
      if (Objects.length > 0) await client.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects } }));
      isMore = IsTruncated;
    }
  }
}
