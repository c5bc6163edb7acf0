import * as z from 'zod';
import { SessionId } from '../../platform/values/ids.ts';

/** Where word of attendance comes from. */
export const SourceKind = z.enum(['presence', 'report', 'provider', 'by-hand']);
export type SourceKind = z.infer<typeof SourceKind>;

/** An instant in milliseconds since the epoch. */
const Instant = z.number().int();

/** One account of who was in a session: our own presence, a report, a provider's answer. All of a session add up. */
export const AttendanceSource = z.object({
  id: z.string().regex(/^[\w-]{1,64}$/),
  sessionId: SessionId,
  kind: SourceKind,
  /** What organizers know it by: the name of a file, for one. */
  label: z.string(),
  at: z.string(),
  /** When all that it says was written; before that it counts for nothing. */
  readyAt: z.string().optional(),
  /** When an organizer took it back; since then it counts for nothing. */
  takenBackAt: z.string().optional(),
  /** It tells of everybody who was there: whom it does not name was absent. */
  coversAll: z.boolean(),
  /** When the session really began and ended, as the source tells it. */
  ran: z.tuple([Instant, Instant]).optional(),
  /** Raised by each change. */
  version: z.number().default(1),
});
export type AttendanceSource = z.infer<typeof AttendanceSource>;

/** Whether what it says counts. */
export const counts = ({ readyAt, takenBackAt }: AttendanceSource): boolean =>
  readyAt !== undefined && takenBackAt === undefined;

/** What somebody was in the room as. Only attendees are judged. */
export const RoomRole = z.enum(['attendee', 'host', 'panelist', 'speaker', 'team']);
export type RoomRole = z.infer<typeof RoomRole>;

/** What one source says of one person. */
export const Attended = z.object({
  sourceId: z.string(),
  /** The participant, or the key of a guest whom nobody registered: see `guestKey`. */
  person: z.string().regex(/^(par|gue)_[0-9a-f]{32}$/),
  role: RoomRole,
  /** When they were in the room. May overlap. */
  intervals: z.array(z.tuple([Instant, Instant])),
  /** Time in the room in seconds, where the source tells only how long, and not when. */
  seconds: z.number().int().min(0).optional(),
  /** They were there, for a time that the source does not tell, or tells wrongly. */
  unknownTiming: z.literal(true).optional(),
  /** Only of guests: of registrants, their person says it. */
  name: z.string().optional(),
  email: z.string().optional(),
});
export type Attended = z.infer<typeof Attended>;

/** Whether the key is that of a guest. */
export const isGuest = (person: string): boolean => person.startsWith('gue_');
