import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { identityKeyOf } from '../../shared/platform/secrets/secret-keys.ts';
import { log } from '../../shared/platform/runtime/log.ts';
import { openFiles } from '../../shared/platform/runtime/open-files.ts';
import { openQueue } from '../../shared/platform/runtime/open-queue.ts';
import { keepingFor } from '../../shared/platform/table/expiry.ts';
import { paceTable } from '../../shared/platform/table/pace-table.ts';
import { REQUESTS_AT_ONCE } from '../../shared/imports/usecases/import-block.ts';
import { openTable } from '../../shared/platform/table/open-table.ts';
import { queueFunction } from '../../shared/platform/runtime/queue-function.ts';
import { readEnv } from '../../shared/platform/runtime/read-env.ts';
import { groupOfJob, JobMessage } from '../../shared/jobs/domain/job-message.ts';
import { runJob } from './job-registry.ts';
import { readExemptHosts } from '../../shared/platform/runtime/read-exempt-hosts.ts';
import { openKeptSecrets } from '../../shared/platform/secrets/kept-secrets.ts';
import { createVendorClient } from '../../shared/platform/webhook/call-vendor.ts';
import { readCredentials, ZoomPlace } from '../../shared/zoom/domain/zoom-credentials.ts';
import { createZoomClient } from '../../shared/zoom/usecases/zoom-client.ts';
import { settings } from './settings.ts';

/**
 * The time kept free at the end of a slice: enough to finish a block, store it and send the message that continues the job.
 */
const SPARE_MS = 60_000;

const env = readEnv(...settings);
const identityKey = identityKeyOf(env.IDENTITY_KEY_SECRET);
const files = openFiles({ imports: env.IMPORTS_BUCKET, exports: env.EXPORTS_BUCKET });
const secrets = openKeptSecrets('');
const zoom = createZoomClient({
  vendors: createVendorClient({ exemptHosts: readExemptHosts(env.WEBHOOK_EXEMPT_HOSTS) }),
  place: ZoomPlace.parse(JSON.parse(env.ZOOM_PLACE)),
  credentials: async () => readCredentials((await secrets.read(env.ZOOM_SECRET))?.current),
});
const deps = {
  zoom,
  table: paceTable(keepingFor(openTable(env.TABLE_NAME), env.LIFETIMES), REQUESTS_AT_ONCE),
  imports: files('imports'),
  exports: files('exports'),
  jobs: openQueue(env.JOBS_QUEUE_URL, groupOfJob),
  bulk: openQueue(env.BULK_QUEUE_URL),
  now: () => Date.now(),
  random: randomBytes,
  pause: (ms: number) => pause(ms),
  onCountsDiffered: (facts: Record<string, string>) => {
    // An alarm listens for these words.
    log.info('counts differed', facts);
  },
};

/** Works on long jobs, a slice at a time. */
export const handler = queueFunction(JobMessage, async ({ jobId }, context) => {
  const outcome = await runJob({ ...deps, identityKey: await identityKey() }, jobId, {
    owner: context.awsRequestId,
    mayGoOn: () => context.getRemainingTimeInMillis() > SPARE_MS,
  });
  log.info('job slice', { jobId, outcome });
});
