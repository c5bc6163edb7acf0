import * as z from 'zod';
import { Email } from '../../platform/values/email-address.ts';
import { EventId, idDigits, ParticipantId, SessionId } from '../../platform/values/ids.ts';

/** Somebody who moderates: a member of an event's team, or a speaker of one session. Never a registrant. */
export const Moderator = z.object({
  /** The event of a team member, the session of a speaker. */
  ownerId: z.union([EventId, SessionId]),
  /** The id of their address: nobody is in a team twice. */
  addressId: ParticipantId,
  email: z.string(),
  name: z.string().optional(),
  /** Of a team member who moderates these sessions only. */
  sessionIds: z.array(SessionId).optional(),
  /** Of their link: one that is another by the time they are added again, so that what was taken away stays so. */
  linkEpoch: z.number(),
  createdAt: z.string(),
});
export type Moderator = z.infer<typeof Moderator>;

const common = { email: Email, name: z.string().trim().max(100).optional() };

/** A speaker as an organizer names them. */
export const GivenSpeaker = z.strictObject(common);
/** A team member; without `sessionIds` of all sessions, those to come among them. */
export const GivenMember = z.strictObject({
  ...common,
  sessionIds: z.array(SessionId).min(1).max(100).optional(),
});
export type GivenModerator = z.infer<typeof GivenMember>;

/** So many belong to a team, or speak in a session. */
export const MOST_MODERATORS = 50;

export const isSpeaker = ({ ownerId }: Pick<Moderator, 'ownerId'>): boolean => ownerId.startsWith('ses_');

/** Whether somebody moderates a session of their event. */
export function moderates({ ownerId, sessionIds }: Moderator, session: { id: string }): boolean {
  if (ownerId === session.id) return true;
  return ownerId.startsWith('evt_') && (sessionIds === undefined || sessionIds.includes(session.id));
}

/** The id of a moderator in the API; it says nothing of their address. */
export const moderatorId = ({ addressId }: Pick<Moderator, 'addressId'>): string =>
  `mod_${idDigits(addressId)}`;
