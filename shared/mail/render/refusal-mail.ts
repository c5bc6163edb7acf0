import type { Mail, RegistrantMailInput } from './mail.ts';
import { reasonFor, renderMail } from './render-mail.ts';
import { mailTexts } from '../texts/mail-texts-by-locale.ts';

/** "Your registration was not accepted": no place, no way in. */
export function refusalMail(input: RegistrantMailInput): Mail {
  const { subject, heading, text, hint } = mailTexts[input.locale].refusal;
  return renderMail(input, { subject, heading, text, hint, footer: reasonFor(input) });
}
