import type { Participant } from './participant.ts';
import type { PersonField } from '../../person-fields/domain/person-field-names.ts';

/** The fields by which two records may be found to be one person. A search for duplicates reads no others. */
export const alikeFields = [
  'email',
  'phone',
  'channel',
  'externalId',
  'firstName',
  'lastName',
  'company',
] as const satisfies PersonField[];

/** What such a search knows of a person. */
export type AlikePerson = Pick<Participant, (typeof alikeFields)[number] | 'id' | 'deletedAt'>;
