import * as z from 'zod';
import { Locale } from './event.ts';
import { ParticipantId } from './ids.ts';
import { Wish } from './wish.ts';

export const Source = z.enum(['self-registration', 'import', 'manual', 'api', 'attendance-report']);
export type Source = z.infer<typeof Source>;

export const Utm = z.strictObject({
  source: z.string().max(200).optional(),
  medium: z.string().max(200).optional(),
  campaign: z.string().max(200).optional(),
  term: z.string().max(200).optional(),
  content: z.string().max(200).optional(),
});
export type Utm = z.infer<typeof Utm>;

const personText = (max: number) =>
  z
    .string()
    .transform((text) => text.normalize('NFC').trim())
    .pipe(
      z
        .string()
        .max(max)
        .regex(/^\P{Cc}*$/u, 'must not contain control characters'),
    );

/** What anybody may tell of a person: the form, a file and the API share these rules. */
export const PersonDetails = z.object({
  firstName: personText(100).optional(),
  lastName: personText(100).optional(),
  phone: personText(50).optional(),
  company: personText(200).optional(),
  locale: Locale.optional(),
  timeZone: personText(64).optional(),
});
export type PersonDetails = z.infer<typeof PersonDetails>;

/** Which import row made or last changed a participant; makes a repeated import row recognizable. */
export const ImportMark = z.object({
  importId: z.string(),
  line: z.number(),
  outcome: z.enum(['created', 'updated']),
});
export type ImportMark = z.infer<typeof ImportMark>;

/** A person, with what their address allows. */
export const Participant = z.object({
  ...PersonDetails.shape,
  ...Wish.shape,
  id: ParticipantId,
  email: z.string(),
  source: Source,
  utm: Utm.optional(),
  createdAt: z.string(),
  firstSeenAt: z.string().optional(),
  lastSeenAt: z.string().optional(),
  deletedAt: z.string().optional(),
  importMark: ImportMark.optional(),
  /** Raised by every write, so that nobody changes what they have not seen. */
  version: z.number(),
});
export type Participant = z.infer<typeof Participant>;
