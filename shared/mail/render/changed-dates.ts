import type { RegistrantMailInput } from './mail.ts';
import type { MailWording } from './render-mail.ts';
import { sessionDate, struckDate } from './session-date.ts';
import { mailTexts } from '../texts/mail-texts-by-locale.ts';

/** Of somebody who changed their date the new one, and the former one crossed out; nothing of anybody else. */
export function changedDates(input: RegistrantMailInput): Pick<MailWording, 'dates'> {
  const { newDate, formerDate } = mailTexts[input.locale].changedDate;
  if (!input.formerDate) return {};
  const dates = input.sessions.map((session) => ({ ...sessionDate(session, input), label: newDate }));
  return { dates: [...dates, struckDate(input.formerDate, formerDate, input)] };
}
