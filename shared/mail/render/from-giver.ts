import { plainName } from '../domain/plain-name.ts';
import { mailTexts } from '../texts/mail-texts-by-locale.ts';
import type { RegistrantMailInput } from './mail.ts';

/** A sentence with the name of who handed the place over, as far as it is one. */
export function fromGiver(text: string, { giver = '', locale }: RegistrantMailInput): string {
  const name = plainName(giver);
  return text.replace('{giver}', () => (name === '' ? mailTexts[locale].handed.somebody : name));
}
