import { setTimeout as delay } from 'node:timers/promises';
import type { BenchCloud } from './bench-cloud.ts';

/** Asks the API for an import or export until it is over; throws when it did not end well. */
export async function waitUntilDone(
  { call }: BenchCloud,
  path: string,
  everyMs: number,
): Promise<Record<string, unknown>> {
  for (;;) {
    const job = await call('GET', path).catch(notYet);
    if (job['status'] === 'done') return job;
    if (job['status'] === 'failed' || job['status'] === 'cancelled')
      throw new Error(`The job did not end well: ${JSON.stringify(job)}`);
    await delay(everyMs);
  }
}

/** A file becomes an import a moment after it was put. */
function notYet(error: unknown): Record<string, unknown> {
  if (error instanceof Error && error.message.includes(' 404')) return {};
  throw error;
}
