import { valueOf, type FieldValue } from './field-source.ts';
import type { HandedOver } from './handed-over.ts';
import { failTalk } from './talk.ts';

/** One field of another system, and what it is to hold. */
export interface ContactField {
  to: string;
  value: FieldValue;
}

/** A person as other systems keep them. */
export interface Contact {
  email: string;
  firstName?: string | undefined;
  lastName?: string | undefined;
  phone?: string | undefined;
  fields: ContactField[];
  tags: string[];
  /** Whether they may be put on a mailing list: not once they have opted out, or their mailbox has refused mail. */
  mayBeMailed: boolean;
}

/** What a destination's settings say about people. */
export interface ContactSettings {
  tags: string[];
  fields: { to: string; from: string }[];
}

/** The person as a CRM takes them; one without an address ends the talk. `tags`: those of the rule. */
export function contactOf(
  vendor: string,
  handedOver: HandedOver,
  settings: ContactSettings,
  tags: string[],
): Contact {
  const { email = '', firstName, lastName, phone, status } = handedOver.data.participant;
  if (email === '') failTalk(`The person has no e-mail address, by which ${vendor} knows people.`);
  return {
    email,
    firstName,
    lastName,
    phone,
    mayBeMailed: status === undefined || status === 'active',
    tags: [...new Set([...settings.tags, ...tags])],
    fields: settings.fields.flatMap(({ to, from }) => {
      const value = valueOf(handedOver, from);
      return value === undefined ? [] : [{ to, value }];
    }),
  };
}
