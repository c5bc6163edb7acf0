import type { Mail, RegistrantMailInput } from './mail.ts';
import { reasonFor, renderMail } from './render-mail.ts';
import { mailTexts } from '../texts/mail-texts-by-locale.ts';

/**
 * "You are registered": dates and the way in. Where sessions carry a `joinUrl` of their own, these replace the button. Without
 * sessions it is about a room that is always open.
 */
export function confirmationMail(input: RegistrantMailInput & { joinUrl: string }): Mail {
  const texts = mailTexts[input.locale];
  const ownLinks = input.sessions.some((session) => session.joinUrl !== undefined);
  return renderMail(input, {
    subject: texts.confirmedSubject,
    heading: texts.confirmedHeading,
    text: input.sessions.length === 0 ? texts.roomText : texts.confirmedText,
    ...(!ownLinks && { button: { label: texts.join, url: input.joinUrl } }),
    hint: texts.joinHint,
    footer: reasonFor(input),
  });
}
