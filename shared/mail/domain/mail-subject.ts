import type { Participant } from '../../people/domain/participant.ts';
import { isNamePlaceholder, personalize, plainPieces } from './mail-text.ts';
import { plainName, singleLine } from './plain-name.ts';

/** The subject as the person gets it. */
export function subjectFor(person: Participant, subject: string): string {
  return singleLine(plainPieces(personalize(subject, person, cleanForMail)));
}

/** A value that a person entered about themselves, safe for a mail: no name can be an advertisement. */
export const cleanForMail = (value: string, name: string): string =>
  isNamePlaceholder(name) ? plainName(value) : singleLine(value);
