import * as z from 'zod';
import { GivenUtm, PersonDetails } from '../../people/domain/participant.ts';
import { Registration, registrationId } from './registration.ts';

/**
 * What a robot sent, or somebody whose browser filled the field that people do not see. Nobody is registered by it until an
 * organizer accepts it; one person may have sent several.
 */
export const Suspect = Registration.extend({
  status: z.literal('suspected'),
  /** Who it says that it is of: no participant is made of it. */
  told: z.object({ ...PersonDetails.shape, utm: GivenUtm.optional() }).optional(),
});
export type Suspect = z.infer<typeof Suspect>;

export type SuspectKey = Pick<Suspect, 'sessionId' | 'participantId' | 'createdAt'>;

/** Names one among those that the same person sent for the session, and none of their registrations. */
export function suspectId(suspect: SuspectKey): string {
  return `${registrationId(suspect)}-${Date.parse(suspect.createdAt)}`;
}

/** The inverse of `suspectId`; undefined for anything else. */
export function parseSuspectId(id: string): SuspectKey | undefined {
  const match = /^([0-9a-f]{32})-([0-9a-f]{32})-(\d{1,13})$/.exec(id);
  if (!match) return undefined;
  const [, session = '', person = '', at] = match;
  return {
    sessionId: `ses_${session}`,
    participantId: `par_${person}`,
    createdAt: new Date(Number(at)).toISOString(),
  };
}
