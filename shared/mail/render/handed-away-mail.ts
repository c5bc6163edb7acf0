import type { Mail, RegistrantMailInput } from './mail.ts';
import { reasonFor, renderMail } from './render-mail.ts';
import { mailTexts } from '../texts/mail-texts-by-locale.ts';

/** "You have handed over your place": of whoever has it now, nothing. */
export function handedAwayMail(input: RegistrantMailInput): Mail {
  const { subject, heading, text, hint } = mailTexts[input.locale].handedAway;
  return renderMail(input, { subject, heading, text, hint, footer: reasonFor(input) });
}
