import * as z from 'zod';

/** One join. Outsiders have no address; accounts under a health agreement get no names either. */
const ZoomParticipant = z.object({
  id: z.string().nullish(),
  user_id: z.string().nullish(),
  registrant_id: z.string().nullish(),
  name: z.string().nullish(),
  user_email: z.string().nullish(),
  join_time: z.string().nullish(),
  leave_time: z.string().nullish(),
  status: z.string().nullish(),
  /** The meeting whose breakout room this was: its time is counted there already. */
  bo_mtg_id: z.string().nullish(),
});

const ParticipantsPage = z.object({
  next_page_token: z.string().nullish(),
  participants: z.array(ZoomParticipant),
});

/** Somebody's stay in the room, with instants in milliseconds since the epoch. */
export interface ZoomStay {
  name: string;
  email?: string | undefined;
  registrantId?: string | undefined;
  joinedAt?: number | undefined;
  leftAt?: number | undefined;
}

/** A page of a report: stays, and the token of the next page if there is one. */
export interface StaysPage {
  stays: ZoomStay[];
  next?: string | undefined;
}

/**
 * The stays that a page of a report tells of. Waiting is not being there, and breakout rooms would count twice. The end is an empty
 * token: totals are wrong in Zoom's own examples. `duration` is left alone: minutes here, seconds there. Throws a ZodError for what is
 * no page.
 */
export function staysOf(body: unknown): StaysPage {
  const { participants, next_page_token: next } = ParticipantsPage.parse(body);
  const stays = participants
    .filter(({ status, bo_mtg_id: breakout }) => status !== 'in_waiting_room' && !breakout)
    .map((one): ZoomStay => ({
      name: one.name?.trim() ?? '',
      email: one.user_email?.trim() || undefined,
      registrantId: one.registrant_id?.trim() || undefined,
      joinedAt: instantOf(one.join_time),
      leftAt: instantOf(one.leave_time),
    }));
  return { stays, next: next || undefined };
}

function instantOf(text: string | null | undefined): number | undefined {
  const at = Date.parse(text ?? '');
  return Number.isNaN(at) ? undefined : at;
}
