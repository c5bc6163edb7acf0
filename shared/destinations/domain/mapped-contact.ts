import type { ContactSettings } from './contact.ts';
import { valueOf, type FieldValue } from './field-source.ts';
import type { HandedOver } from './handed-over.ts';

/** A person as a destination would be told of them, for whoever sets it up. */
export interface MappedContact {
  email?: string | undefined;
  tags: string[];
  /** Each field that is mapped, with its value; without one where the person has none, and it would stay as it is. */
  fields: { to: string; from: string; value?: FieldValue | undefined }[];
}

/** The person as a destination's settings map them. */
export function mappedOf(handedOver: HandedOver, settings: ContactSettings, tags: string[]): MappedContact {
  return {
    email: handedOver.data.participant.email,
    tags: [...new Set([...settings.tags, ...tags])],
    fields: settings.fields.map(({ to, from }) => ({ to, from, value: valueOf(handedOver, from) })),
  };
}
