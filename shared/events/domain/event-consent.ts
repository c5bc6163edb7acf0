import * as z from 'zod';
import { FormName } from './form-field.ts';

/** Something that people are asked to agree to, by a box of its own. */
export const EventConsent = z.strictObject({
  name: FormName,
  /** What they agree to, as the page shows it. */
  text: z.string().trim().min(1).max(2000),
  /** The organizer's name for this wording, such as `2027-03`: registrations and exports tell it. */
  version: z
    .string()
    .trim()
    .min(1)
    .max(40)
    .regex(/^\P{Cc}*$/u, 'must not contain control characters'),
  /** Nobody registers without it. */
  required: z.boolean().default(false),
});
export type EventConsent = z.infer<typeof EventConsent>;

/**
 * Indexes of the consents whose words are others than before while their version is the same: nobody could tell later what
 * people had agreed to.
 */
export function rewordedConsents(before: readonly EventConsent[], after: readonly EventConsent[]): number[] {
  return after.flatMap((consent, index) => {
    const former = before.find(({ name, version }) => name === consent.name && version === consent.version);
    return former !== undefined && former.text !== consent.text ? [index] : [];
  });
}
