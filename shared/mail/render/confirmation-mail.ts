import { changedDates } from './changed-dates.ts';
import type { Mail, RegistrantMailInput } from './mail.ts';
import { fromGiver } from './from-giver.ts';
import { reasonFor, renderMail, type MailWording } from './render-mail.ts';
import { mailTexts } from '../texts/mail-texts-by-locale.ts';

/**
 * "You are registered": dates and the way in; of somebody who changed their date, both. Where sessions carry a `joinUrl` of
 * their own, these replace the button. Without sessions it is about a room that is always open.
 */
export function confirmationMail(input: RegistrantMailInput & { joinUrl: string }): Mail {
  const texts = mailTexts[input.locale];
  const ownLinks = input.sessions.some((session) => session.joinUrl !== undefined);
  return renderMail(input, {
    ...wordsFor(input),
    ...changedDates(input),
    ...(!ownLinks && { button: { label: texts.join, url: input.joinUrl } }),
    hint: texts.joinHint,
    footer: reasonFor(input),
  });
}

/** How they came to the place. */
function wordsFor(input: RegistrantMailInput): Pick<MailWording, 'subject' | 'heading' | 'text'> {
  const { changedDate, handed, confirmedSubject, confirmedHeading, confirmedText, roomText } =
    mailTexts[input.locale];
  if (input.formerDate) {
    const { subject, heading, text } = changedDate;
    return { subject, heading, text };
  }
  if (input.giver === undefined)
    return {
      subject: confirmedSubject,
      heading: confirmedHeading,
      text: input.sessions.length === 0 ? roomText : confirmedText,
    };
  return { subject: handed.subject, heading: handed.heading, text: fromGiver(handed.text, input) };
}
