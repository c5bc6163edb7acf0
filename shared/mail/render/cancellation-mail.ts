import type { Mail, RegistrantMailInput } from './mail.ts';
import { reasonFor, renderMail } from './render-mail.ts';
import { sessionDate } from './session-date.ts';
import { mailTexts } from '../texts/mail-texts-by-locale.ts';

/** "Your registration was cancelled", by somebody else: the date crossed out, no way in. */
export function cancellationMail(input: RegistrantMailInput): Mail {
  const texts = mailTexts[input.locale];
  const { subject, heading, text, hint } = texts.cancellation;
  return renderMail(input, {
    subject,
    heading,
    dates: input.sessions.map((session) => ({
      ...sessionDate(session, input),
      joinUrl: undefined,
      label: texts.cancelledTime,
      struck: true,
    })),
    text,
    hint,
    footer: reasonFor(input),
  });
}
