import type { Registration } from './registration.ts';

/**
 * The registration of somebody who had left, or was erased, as they come in again. Links that were mailed before are
 * revoked, also those to people who became part of it; who was there, and who those people were, stays told.
 */
export function reregister(existing: Registration, wanted: Registration): Registration {
  return {
    ...existing,
    ...wanted,
    seat: wanted.seat,
    confirmedAt: undefined,
    erasedAt: undefined,
    importMark: wanted.importMark,
    selfAt: wanted.selfAt,
    quiet: wanted.quiet,
    invitedBy: wanted.invitedBy,
    tellCancelled: undefined,
    createdAt: existing.createdAt,
    returnedAt: wanted.createdAt,
    mergedFrom: existing.mergedFrom && withoutLinks(existing.mergedFrom),
    linkEpoch: existing.linkEpoch + 1,
    mailRound: nextRound(existing),
  };
}

/** Past the rounds of those who became part of it: what was mailed about them must not pass for what is due now. */
export function nextRound({ mailRound, mergedFrom }: Registration): number {
  return 1 + Math.max(mailRound, ...Object.values(mergedFrom ?? {}).map((former) => former.mailRound));
}

function withoutLinks(former: NonNullable<Registration['mergedFrom']>): Registration['mergedFrom'] {
  return Object.fromEntries(
    Object.entries(former).map(([id, { mailRound }]) => [id, { linkEpoch: 0, mailRound }]),
  );
}
