import type { Mail, RegistrantMailInput } from './mail.ts';
import { reasonFor, renderMail } from './render-mail.ts';
import { mailTexts } from '../texts/mail-texts-by-locale.ts';

interface OfferMailInput extends RegistrantMailInput {
  /** The /w/ link. */
  waitlistUrl: string;
  /** Until when the place can be taken, as an instant. */
  until: string;
}

/** "A place is free": to be taken until a moment, in the reader's zone. */
export function offerMail(input: OfferMailInput): Mail {
  const { locale, recipientTimeZone, sessions, formatTime } = input;
  const { subject, heading, text, button, hint } = mailTexts[locale].offer;
  const until = formatTime(input.until, recipientTimeZone ?? sessions[0]?.timeZone ?? 'UTC');
  return renderMail(input, {
    subject,
    heading,
    text: text.replace('{until}', () => until),
    button: { label: button, url: input.waitlistUrl },
    hint,
    footer: reasonFor(input),
  });
}
