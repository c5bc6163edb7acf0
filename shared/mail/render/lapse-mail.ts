import type { Mail, RegistrantMailInput } from './mail.ts';
import { reasonFor, renderMail } from './render-mail.ts';
import { mailTexts } from '../texts/mail-texts-by-locale.ts';

/** "Your place was given on": nobody took it in time; how to come back. */
export function lapseMail(input: RegistrantMailInput & { registrationUrl: string }): Mail {
  const { subject, heading, text, button, hint } = mailTexts[input.locale].lapse;
  return renderMail(input, {
    subject,
    heading,
    text,
    button: { label: button, url: input.registrationUrl },
    hint,
    footer: reasonFor(input),
  });
}
