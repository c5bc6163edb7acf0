import { calendarOf } from '../../calendar/domain/calendar-entry.ts';
import { registrantEntry } from '../../calendar/domain/registrant-entry.ts';
import { isAlwaysOpen } from '../../events/domain/room.ts';
import type { Registrant } from '../../registrations/table/registrant-items.ts';
import type { MailCalendar, RegistrantMailInput } from '../render/mail.ts';
import { mailTexts } from '../texts/mail-texts-by-locale.ts';
import { linkOf, type MailDeps } from './registrant-mail.ts';

/**
 * The registrant's date for their calendar: `REQUEST` puts it in or moves it, `CANCEL` takes it out. A room has no date. Answers go where
 * answers to the mail go.
 */
export function calendarFor(
  deps: MailDeps,
  registrant: Registrant,
  { to, from, replyTo, locale }: RegistrantMailInput,
  method: MailCalendar['method'],
): MailCalendar | undefined {
  if (isAlwaysOpen(registrant.session)) return undefined;
  const entry = registrantEntry(registrant, {
    joinUrl: linkOf(deps, 'j', 'join', registrant),
    label: mailTexts[locale].join,
    nowMs: deps.now(),
  });
  const organizer = { name: from.name, email: replyTo ?? from.address };
  const attendee = { name: to.name || to.email, email: to.email };
  return { method, text: calendarOf(method, [{ ...entry, organizer, attendee }]) };
}
