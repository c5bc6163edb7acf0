import type { Mail, RegistrantMailInput } from './mail.ts';
import { renderMail } from './render-mail.ts';
import { mailTexts } from '../texts/mail-texts-by-locale.ts';

/** "You are invited": the date, and the way to the registration page. */
export function invitationMail(input: RegistrantMailInput & { registerUrl: string }): Mail {
  const { invitation, whyMailing } = mailTexts[input.locale];
  const { subject, heading, text, hint, button } = invitation;
  return renderMail(input, {
    ...{ subject, heading, text, hint },
    button: { label: button, url: input.registerUrl },
    footer: whyMailing,
  });
}
