import * as z from 'zod';
import {
  belongsToSomebody,
  Registration,
  type RegistrationStatus,
} from '../../registrations/domain/registration.ts';
import { EventId, ParticipantId, SessionId } from '../../platform/values/ids.ts';

/** What registrants do that organizers can be told of. */
export const acts = ['registered', 'confirmed', 'cancelled', 'moved-up', 'attended'] as const;
export const Act = z.enum(acts);
export type Act = z.infer<typeof Act>;

/** One act of one registrant. It is the same one however often it is told: they can repeat it only after they came back. */
export const ActDone = z.strictObject({
  eventId: EventId,
  sessionId: SessionId,
  participantId: ParticipantId,
  act: Act,
  /** Of the registration: raised when somebody comes back after cancelling. */
  round: z.number(),
});
export type ActDone = z.infer<typeof ActDone>;

/** What is looked at of a registration. */
export const ToldRegistration = Registration.pick({
  ...{ eventId: true, sessionId: true, participantId: true, mailRound: true, status: true },
  ...{ attendance: true, waitsSince: true, importMark: true, invitedBy: true, changedBy: true },
  ...{ movedFrom: true, movedTo: true, handedOverAt: true, mergedFrom: true, erasedAt: true },
});
type Told = z.infer<typeof ToldRegistration>;

/**
 * What somebody did, by how their registration changed. What an import or a bulk action does with many is no act: who started it
 * sees its counts. Nor is a change of date, or what a merge or an erasure leaves.
 */
export function actsBetween(before: Told | undefined, after: Told | undefined): Act[] {
  if (!after || !belongsToSomebody(after) || isMerged(before, after)) return [];
  const change = actOf(before && belongsToSomebody(before) ? before : undefined, after);
  const came = after.attendance?.state === 'attended' && before?.attendance?.state !== 'attended';
  return [...(change === undefined ? [] : [change]), ...(came ? ['attended' as const] : [])];
}

const here: readonly (RegistrationStatus | undefined)[] = ['registered', 'waitlisted', 'pending'];
const settled: readonly RegistrationStatus[] = ['registered', 'waitlisted'];

function actOf(before: Told | undefined, after: Told): Act | undefined {
  if (isDoneWithMany(before, after)) return undefined;
  if (after.status === 'cancelled') {
    const isElsewhere = after.movedTo !== undefined || after.handedOverAt !== undefined;
    return here.includes(before?.status) && !isElsewhere ? 'cancelled' : undefined;
  }
  if (here.includes(after.status) && !here.includes(before?.status))
    return after.movedFrom === undefined ? 'registered' : undefined;
  if (before?.status === 'pending' && settled.includes(after.status)) return 'confirmed';
  const hasWaited = before?.status === 'waitlisted' && before.waitsSince !== undefined;
  return hasWaited && after.status === 'registered' ? 'moved-up' : undefined;
}

const isDoneWithMany = (before: Told | undefined, after: Told): boolean =>
  after.changedBy !== before?.changedBy ||
  (!here.includes(before?.status) &&
    (after.importMark?.importId ?? after.invitedBy) !== (before?.importMark?.importId ?? before?.invitedBy));

const isMerged = (before: Told | undefined, after: Told): boolean =>
  Object.keys(after.mergedFrom ?? {}).some((id) => before?.mergedFrom?.[id] === undefined);
