import type { CallLog, CallRecord } from '../seams/ports.ts';
import { operator } from '../iam/access.ts';

const kept = 2000;

/** Keeps the last 2,000 calls and refusals, newest first, and every permission that a role ever used. */
export function createCallLog(): CallLog {
  const calls: CallRecord[] = [];
  const refusals: CallRecord[] = [];
  const used = new Map<string, Set<string>>();
  let next = 0;

  const keepPermission = (call: CallRecord): void => {
    const permissions = used.get(call.principal) ?? new Set();
    used.set(call.principal, permissions);
    permissions.add(`${call.service}:${call.action} ${call.resource}`);
  };

  return {
    record(call) {
      calls[next % kept] = call;
      next += 1;
      if (call.outcome === 'refused') {
        refusals.unshift(call);
        refusals.length = Math.min(refusals.length, kept);
      } else if (call.principal !== operator) keepPermission(call);
    },
    recent(limit) {
      const newestFirst = [...calls.slice(next % kept), ...calls.slice(0, next % kept)].reverse();
      return newestFirst.slice(0, limit);
    },
    permissionsUsed: () =>
      Object.fromEntries([...used].map(([principal, permissions]) => [principal, [...permissions].sort()])),
    refusals: () => [...refusals],
  };
}
