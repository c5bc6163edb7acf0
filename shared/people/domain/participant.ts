import * as z from 'zod';
import { ParticipantId } from '../../platform/values/ids.ts';
import { recordOf } from '../../platform/values/record-of.ts';
import { VariableValue } from '../../variables/domain/variable.ts';
import { personFieldNames, personFieldsWith } from '../../person-fields/domain/person-field-names.ts';
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

/** A UTM tag from a link, without control characters, so that an export can write it. */
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

/** The fields of a person that anybody may fill in: the form, a file and the API share these rules. */
export const PersonDetails = z.object(optionalShape(personFieldsWith('told', 'by-anybody')));
export type PersonDetails = z.infer<typeof PersonDetails>;

/** A person's channel besides e-mail; no form takes it, since strangers must not set it. */
export const ContactDetails = z.object(optionalShape(personFieldsWith('told', 'by-organizers')));
export type ContactDetails = z.infer<typeof ContactDetails>;

/** How and when the person agreed, as the source of the record says. The first record stands. */
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
  /**
   * What the row counts as, if that differs from what it did: an earlier run made the person, and others changed them
   * before this one.
   */
  countsAs: z.literal('created').optional(),
  /** Which run of the import; the first one is 0. */
  run: z.number().optional(),
  /** The version that the row wrote: as long as it stands, nobody has touched the person since. */
  version: z.number().optional(),
  /** What the row replaced, by field; null where nothing stood. Makes the import revertible. */
  before: z.record(z.string(), z.unknown()).optional(),
  /** Groups that the row put a new person into (the first ones), for the history. */
  groups: z.array(z.string()).optional(),
  /** The person was deleted when the import that made them was reverted: the next import may enter them anew. */
  reverted: z.boolean().optional(),
});

/**
 * The mark, with the marks of other imports that it replaced, newest first: they apply again when this import is reverted.
 */
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
  /**
   * When a person who was merged into this one was entered, if that was later: retention spares whoever was entered lately.
   */
  enteredAt: z.string().optional(),
  firstSeenAt: z.string().optional(),
  lastSeenAt: z.string().optional(),
  /** Of somebody who came back after an erasure: when that was. What was posted before it belongs to nobody. */
  erasedBefore: z.string().optional(),
  deletedAt: z.string().optional(),
  /** Who deleted the person: an organizer, or the job that did it for them. */
  deletedBy: z.string().optional(),
  /** Ids of other identities (changed addresses, merged people) that point to this person. */
  aliases: z.set(z.string()).optional(),
  /** Channels of people who were merged into this one: files may name them by their ids there. */
  formerChannels: z.set(z.string()).optional(),
  importMark: ImportMark.optional(),
  /** Raised by every write, so that nobody overwrites what they have not seen. */
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
