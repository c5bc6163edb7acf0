import { hashedId } from '../../platform/values/hashed-id.ts';
import * as z from 'zod';
import { EventId, ParticipantId } from '../../platform/values/ids.ts';
import { Locale } from '../../platform/values/locale.ts';
import { isTimeZone } from '../../platform/time/zone-table.ts';
import { Act, acts, type ActDone } from './act.ts';

const MOST_EVENTS = 100;
/** So many organizers of a stage can be told of something: whoever looks who wants a notice reads all of them. */
export const MOST_NOTICES = 200;

/** When the summary of a day is made: by the clocks of the organizer's zone. */
export const Daily = z.strictObject({
  at: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time of day like 08:00'),
  timeZone: z.string().refine(isTimeZone, {
    error: 'is not in the list of time zones',
    params: { code: 'unknown-time-zone' },
  }),
});
export type Daily = z.infer<typeof Daily>;

const about = {
  acts: z.array(Act).max(acts.length).default([]),
  /** These events only; without them all, those to come among them. */
  eventIds: z.array(EventId).min(1).max(MOST_EVENTS).optional(),
};

/** What an organizer wants to be mailed, without the address. */
export const mailWish = { ...about, locale: Locale.default('en'), daily: Daily.optional() };
/** What is posted to their webhook. */
export const webhookWish = about;

/** What one organizer asked to be told of. */
export const Notice = z.object({
  id: z.string().regex(/^ntc_[0-9a-f]{32}$/),
  mail: z.object({ ...mailWish, address: z.string(), addressId: ParticipantId }).optional(),
  webhook: z.object({ ...webhookWish, url: z.string() }).optional(),
  /** They have had a webhook at some time: what was posted there stays for a while. */
  hasPosted: z.literal(true).optional(),
  updatedAt: z.string(),
  /** The last day (UTC) whose summary was made. */
  summarizedDay: z.string().optional(),
});
export type Notice = z.infer<typeof Notice>;

/** The id of what an organizer asked for, by the subject of their token. */
export const noticeIdOf = (organizerId: string): string => hashedId('ntc', organizerId);

type About = Pick<NonNullable<Notice['webhook']>, 'acts' | 'eventIds'>;

/** Whether a mail or a webhook is to tell of an act. */
export const wantsAct = (
  wish: About | undefined,
  { act, eventId }: Pick<ActDone, 'act' | 'eventId'>,
): boolean => wish !== undefined && wish.acts.includes(act) && isAbout(wish, eventId);

/** Whether an organizer wants to hear of an event. */
export const isAbout = ({ eventIds }: Pick<About, 'eventIds'>, eventId: string): boolean =>
  eventIds === undefined || eventIds.includes(eventId);

/** Whether an act makes anything for anybody; a day's summary begins with the acts of the day. */
export const isWanted = (notices: readonly Notice[], done: ActDone): boolean =>
  notices.some(
    ({ mail, webhook }) =>
      wantsAct(mail, done) ||
      wantsAct(webhook, done) ||
      (mail?.daily !== undefined && isAbout(mail, done.eventId)),
  );
