import type { Mail, RegistrantMailInput } from './mail.ts';
import { reasonFor, renderMail } from './render-mail.ts';
import { mailTexts } from '../texts/mail-texts-by-locale.ts';

/** "You are on the waiting list": no link yet. */
export function waitlistMail(input: RegistrantMailInput): Mail {
  const texts = mailTexts[input.locale];
  return renderMail(input, {
    subject: texts.waitlistSubject,
    heading: texts.waitlistHeading,
    text: texts.waitlistText,
    hint: texts.nothingToDo,
    footer: reasonFor(input),
  });
}
