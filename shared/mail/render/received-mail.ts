import type { Mail, RegistrantMailInput } from './mail.ts';
import { reasonFor, renderMail } from './render-mail.ts';
import { mailTexts } from '../texts/mail-texts-by-locale.ts';

/** "We have received your registration": the organizer decides, no link yet. */
export function receivedMail(input: RegistrantMailInput): Mail {
  const texts = mailTexts[input.locale];
  const { subject, heading, text } = texts.received;
  return renderMail(input, { subject, heading, text, hint: texts.nothingToDo, footer: reasonFor(input) });
}
