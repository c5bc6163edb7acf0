import { randomUUID } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import type S3rver from '@20minutes/s3rver';
import * as z from 'zod';
import type { BucketDefinition, BusEvent, LocalClock } from '../seams/ports.ts';

const notification = z.object({
  Records: z.array(
    z.object({
      eventName: z.string(),
      s3: z.object({ bucket: z.object({ name: z.string() }), object: z.object({ key: z.string() }) }),
    }),
  ),
});

const reasons: Record<string, string> = {
  'ObjectCreated:Put': 'PutObject',
  'ObjectCreated:Post': 'CompleteMultipartUpload',
  'ObjectCreated:Copy': 'CopyObject',
  'ObjectRemoved:Delete': 'DeleteObject',
};

/**
 * Publishes what happens to objects as EventBridge tells it, keys plain, for buckets that say so. s3rver reports before it
 * answers the caller, so the event is on the bus when the caller goes on.
 */
export function publishObjectEvents(
  server: S3rver,
  parts: {
    buckets: BucketDefinition[];
    account: string;
    clock: LocalClock;
    publish: (event: BusEvent) => void;
  },
): void {
  const buckets = new Map(
    parts.buckets.filter((bucket) => bucket.eventBridge).map((bucket) => [bucket.name, bucket]),
  );
  server.on('event', (raw: unknown) => {
    for (const { eventName, s3 } of notification.parse(raw).Records) {
      const bucket = buckets.get(s3.bucket.name);
      const reason = reasons[eventName];
      if (bucket === undefined || reason === undefined) continue;
      const isDeleted = eventName.startsWith('ObjectRemoved');
      parts.publish({
        source: 'aws.s3',
        'detail-type': isDeleted ? 'Object Deleted' : 'Object Created',
        resources: [bucket.arn],
        detail: {
          version: '0',
          bucket: { name: bucket.name },
          object: {
            key: s3.object.key,
            ...(!isDeleted && describeObject(server.store, bucket.name, s3.object.key)),
            sequencer: nextSequencer(parts.clock),
          },
          'request-id': randomUUID(),
          requester: parts.account,
          'source-ip-address': '127.0.0.1',
          reason,
          ...(isDeleted && { 'deletion-type': 'Permanently Deleted' }),
        },
      });
    }
  });
}

function describeObject(store: S3rver['store'], bucket: string, key: string): { size: number; etag: string } {
  return {
    size: statSync(store.getResourcePath(bucket, key, 'object')).size,
    etag: readFileSync(store.getResourcePath(bucket, key, 'object.md5'), 'utf8'),
  };
}

let lastSequencer = 0;

/** Hexadecimal and rising, as S3's are for one key. */
function nextSequencer(clock: LocalClock): string {
  lastSequencer = Math.max(lastSequencer + 1, clock.now() * 1000);
  return lastSequencer.toString(16).toUpperCase().padStart(16, '0');
}
