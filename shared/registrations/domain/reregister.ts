import type { Registration } from './registration.ts';

/**
 * Renews the registration of somebody who had cancelled, or was erased, and registers again. Links that were mailed before
 * are revoked, also those of registrations merged into it; attendance, and which registrations those were, is kept.
 */
export function reregister(existing: Registration, wanted: Registration): Registration {
  return {
    ...existing,
    ...wanted,
    seat: wanted.seat,
    place: wanted.place,
    waitsSince: undefined,
    offer: undefined,
    lapsedAt: undefined,
    confirmedAt: undefined,
    erasedAt: undefined,
    importMark: wanted.importMark,
    selfAt: wanted.selfAt,
    quiet: wanted.quiet,
    invitedBy: wanted.invitedBy,
    addedBy: wanted.addedBy,
    changedBy: undefined,
    invited: wanted.invited,
    movedFrom: wanted.movedFrom,
    movedTo: undefined,
    handedFrom: wanted.handedFrom,
    handedOverAt: undefined,
    tellCancelled: undefined,
    refusedAt: undefined,
    awaits: wanted.awaits,
    choices: wanted.choices,
    consents: wanted.consents,
    utm: wanted.utm,
    createdAt: existing.createdAt,
    returnedAt: wanted.createdAt,
    mergedFrom: existing.mergedFrom && withoutLinks(existing.mergedFrom),
    linkEpoch: existing.linkEpoch + 1,
    mailRound: nextRound(existing),
  };
}

/**
 * A round later than those of the registrations merged into it: mails about them must not count as the mail that is due
 * now.
 */
export function nextRound({ mailRound, mergedFrom }: Registration): number {
  return 1 + Math.max(mailRound, ...Object.values(mergedFrom ?? {}).map((former) => former.mailRound));
}

function withoutLinks(former: NonNullable<Registration['mergedFrom']>): Registration['mergedFrom'] {
  return Object.fromEntries(
    Object.entries(former).map(([id, { mailRound }]) => [id, { linkEpoch: 0, mailRound }]),
  );
}
