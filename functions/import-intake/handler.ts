import type { EventBridgeEvent } from 'aws-lambda';
import * as z from 'zod';
import { log } from '../../shared/platform/runtime/log.ts';
import { keepingFor } from '../../shared/platform/table/expiry.ts';
import { openTable } from '../../shared/platform/table/open-table.ts';
import { readEnv } from '../../shared/platform/runtime/read-env.ts';
import { beginReport, REPORT_PREFIX } from '../../shared/attendance-reports/usecases/begin-report.ts';
import { beginImport } from '../../shared/imports/usecases/begin-import.ts';
import { settings } from './settings.ts';

/** The event of a new object in S3, through EventBridge; the key is plain in it, not URL-encoded. */
const ObjectCreated = z.object({
  bucket: z.object({ name: z.string() }),
  object: z.object({ key: z.string(), etag: z.string(), size: z.number() }),
});

const env = readEnv(...settings);
const deps = { table: keepingFor(openTable(env.TABLE_NAME), env.LIFETIMES), now: () => Date.now() };

/** Begins the import of a file that was put into the bucket: of people, or of who was there. */
export async function handler(event: EventBridgeEvent<'Object Created', unknown>): Promise<void> {
  const { bucket, object } = ObjectCreated.parse(event.detail);
  const file = {
    bucket: bucket.name,
    key: object.key,
    etag: object.etag.replaceAll('"', ''),
    size: object.size,
  };
  const begin = file.key.startsWith(REPORT_PREFIX) ? beginReport : beginImport;
  log.info('file arrived', { outcome: await begin(deps, file, 'bucket'), bytes: object.size });
}
