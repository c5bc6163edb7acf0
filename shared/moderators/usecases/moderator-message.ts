import * as z from 'zod';
import { SessionChange } from '../../events/domain/session-change.ts';
import { EventId, ParticipantId, SessionId } from '../../platform/values/ids.ts';

/** A message saying that somebody who moderates is to get their link. */
export const ModeratorInvited = z.strictObject({
  invited: z.strictObject({
    ownerId: z.union([EventId, SessionId]),
    addressId: ParticipantId,
    linkEpoch: z.number(),
  }),
});
export type ModeratorInvited = z.infer<typeof ModeratorInvited>;

/** One saying that those who moderate a session are to be told that it was moved or cancelled. */
export const ModeratorsToTell = z.strictObject({ toModerators: SessionChange });
export type ModeratorsToTell = z.infer<typeof ModeratorsToTell>;

export type ModeratorMessage = ModeratorInvited | ModeratorsToTell;
