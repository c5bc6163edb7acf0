import * as z from 'zod';
import { ParticipantId } from '../../platform/values/ids.ts';
import { recordOf } from '../../platform/values/record-of.ts';
import { VariableValue } from '../../variables/domain/variable.ts';
import { personFieldNames, personFieldsWith } from './person-field-names.ts';
import { optionalShape } from './person-shape.ts';
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

export const utmNames = Utm.keyof().options;
export type UtmName = (typeof utmNames)[number];

/** A tag as links carry it: whatever control characters came along, it is kept as an export can tell it. */
const tag = z
  .string()
  .transform((text) =>
    text
      .normalize('NFC')
      .replace(/\p{Cc}+/gu, ' ')
      .trim(),
  )
  .pipe(z.string().max(200))
  .optional();

/** The tags as somebody gives them. */
export const GivenUtm = z.strictObject(recordOf(utmNames, () => tag));

/** What anybody may tell of a person: the form, a file and the API share these rules. */
export const PersonDetails = z.object(optionalShape(personFieldsWith('told', 'by-anybody')));
export type PersonDetails = z.infer<typeof PersonDetails>;

/** Where a person is found besides e-mail; not for strangers to tell, so no form takes it. */
export const ContactDetails = z.object(optionalShape(personFieldsWith('told', 'by-organizers')));
export type ContactDetails = z.infer<typeof ContactDetails>;

/** How and when the person agreed, as the source of the record tells it. The first word stands. */
export const ConsentProof = z.object({
  at: z.string().optional(),
  source: z.string().max(200).optional(),
  ip: z.string().max(45).optional(),
});
export type ConsentProof = z.infer<typeof ConsentProof>;

/** Which import row made or last changed a participant; makes a repeated import row recognizable. */
const Mark = z.object({
  importId: z.string(),
  line: z.number(),
  outcome: z.enum(['created', 'updated']),
  /** What the row counts as where that differs: an earlier run made the person, and others touched them before this one. */
  countsAs: z.literal('created').optional(),
  /** Which run of the import; the first one is 0. */
  run: z.number().optional(),
  /** The version that the row wrote: as long as it stands, nobody has touched the person since. */
  version: z.number().optional(),
  /** What the row replaced, by field; null where nothing stood. Makes the import revertible. */
  before: z.record(z.string(), z.unknown()).optional(),
  /** Groups that a row brought somebody new into, the first ones: the history tells of them. */
  groups: z.array(z.string()).optional(),
  /** Whom the import made was deleted again when it was taken back: the next import may bring them in anew. */
  reverted: z.boolean().optional(),
});

/** The mark, with those of other imports that it hides, newest first: they stand again when it is taken back. */
export const ImportMark = Mark.extend({ former: z.array(Mark).optional() });
export type ImportMark = z.infer<typeof ImportMark>;

/** A person, with what their address allows. */
export const Participant = z.object({
  ...optionalShape(personFieldNames),
  ...Wish.shape,
  id: ParticipantId,
  source: Source,
  utm: Utm.optional(),
  /** Values of the custom fields, by the variable's name. */
  variables: z.record(z.string(), VariableValue).optional(),
  /** Ids of the groups the person is in. The member items of the groups follow it. */
  groups: z.set(z.string()).optional(),
  consent: ConsentProof.optional(),
  createdAt: z.string(),
  /** Who made the person: an import, or an organizer. */
  createdBy: z.string().optional(),
  /** When somebody was entered who became part of this person, where that was later: whoever was entered lately is kept. */
  enteredAt: z.string().optional(),
  firstSeenAt: z.string().optional(),
  lastSeenAt: z.string().optional(),
  /** When whoever was here before was erased, of somebody who came back: what they posted until then is nobody's. */
  erasedBefore: z.string().optional(),
  deletedAt: z.string().optional(),
  /** Who deleted the person: an organizer, or the job that did it for them. */
  deletedBy: z.string().optional(),
  /** Ids of other identities (changed addresses, merged people) that point to this person. */
  aliases: z.set(z.string()).optional(),
  /** Channels that people were known in who became part of this one: files may name them by their ids there. */
  formerChannels: z.set(z.string()).optional(),
  importMark: ImportMark.optional(),
  /** Raised by every write, so that nobody changes what they have not seen. */
  version: z.number(),
});
export type Participant = z.infer<typeof Participant>;

/** How a person can be invited: by mail, by a link that goes through another channel, or not at all. */
export const InviteType = z.enum(['email', 'link', 'none']);
export type InviteType = z.infer<typeof InviteType>;

export function inviteType(person: Pick<Participant, 'email' | 'externalId'>): InviteType {
  if (person.email !== undefined) return 'email';
  return person.externalId === undefined ? 'none' : 'link';
}
