import type { Mail, RegistrantMailInput } from './mail.ts';
import { changedDates } from './changed-dates.ts';
import { reasonFor, renderMail } from './render-mail.ts';
import { mailTexts } from '../texts/mail-texts-by-locale.ts';

/** "You are on the waiting list", and where one stands in it: no way in yet. `waitlistUrl` is the /w/ link. */
export function waitlistMail(input: RegistrantMailInput & { waitlistUrl: string }): Mail {
  const texts = mailTexts[input.locale];
  return renderMail(input, {
    subject: texts.waitlistSubject,
    heading: texts.waitlistHeading,
    text: input.formerDate ? texts.changedDate.waitlistText : texts.waitlistText,
    ...changedDates(input),
    button: { label: texts.waitlistButton, url: input.waitlistUrl },
    hint: texts.nothingToDo,
    footer: reasonFor(input),
  });
}
