import * as z from 'zod';
import { EventId } from '../../platform/values/ids.ts';
import { Locale } from '../../platform/values/locale.ts';
import { EventForm } from './event-form.ts';
import { EventLook } from './event-look.ts';
import { EventSender } from './event-sender.ts';
import { HttpsUrl } from './https-url.ts';
import { RegistrationWindow } from './registration-window.ts';
import { Waitlist } from './waitlist.ts';

/** An origin as browsers send it: scheme, host, port; no path. */
const Origin = z
  .string()
  .max(300)
  .refine(
    (text) => URL.canParse(text) && new URL(text).origin === text,
    'must be an origin like https://www.example.com',
  );

/** What an event says; drafts are stricter about some of it. */
export const eventShape = {
  kind: z.enum(['scheduled', 'room']).default('scheduled'),
  title: z.string().trim().min(1).max(200),
  /** In Markdown. */
  description: z.string().max(10_000).default(''),
  timeZone: z.string().min(1).max(64),
  /** The language that it is written in. Where nobody says, pages speak that of their visitor. */
  locale: Locale.optional(),
  form: EventForm.prefault({}),
  allowedOrigins: z.array(Origin).max(20).default([]),
  doubleOptIn: z.boolean().default(false),
  /** Whoever registers by themselves waits for an organizer's word. */
  approval: z.boolean().default(false),
  /** Addresses of free mail services are turned away. */
  businessOnly: z.boolean().default(false),
  registration: RegistrationWindow.default({}),
  waitlist: Waitlist.default({}),
  /** Per cent of a session that makes somebody an attendee. */
  attendanceThreshold: z.number().int().min(1).max(100).default(50),
  /** Of which length: that of the session as planned, or as its room really ran, where a source tells. */
  attendanceLength: z.enum(['planned', 'real']).default('planned'),
  sender: EventSender.default({}),
  look: EventLook.default({}),
  /** What people read after they registered, in Markdown; without it, a text of ours. */
  thankYouText: z.string().trim().min(1).max(5_000).optional(),
  thankYouUrl: HttpsUrl.optional(),
  /** The link to the room of a `room` event; the sessions of scheduled ones have rooms of their own. */
  roomUrl: HttpsUrl.optional(),
};

/** What people register for. What was stored before a field was there reads as if it said nothing about it. */
export const Event = z.object({
  ...eventShape,
  id: EventId,
  createdAt: z.string(),
  /** Closed for good, as far as organizers do not open it again; it can still be read. */
  archivedAt: z.string().optional(),
  /** Raised by every change. */
  version: z.number().default(1),
});
export type Event = z.infer<typeof Event>;
