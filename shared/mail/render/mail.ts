import type { CalendarMethod } from '../../calendar/domain/calendar-entry.ts';
import type { Locale } from '../../platform/values/locale.ts';

/** A session as mails show it; `startsAtUtc` is an instant. */
export interface MailSession {
  name?: string | undefined;
  timeZone: string;
  startsAtUtc: string;
  durationMinutes: number;
  /** Own join link, where one mail names several sessions. */
  joinUrl?: string | undefined;
}

/** What every mail to a registrant needs. URLs are absolute. */
export interface RegistrantMailInput {
  to: { email: string; name?: string | undefined };
  from: { address: string; name: string };
  replyTo?: string | undefined;
  locale: Locale;
  event: { title: string };
  sessions: readonly MailSession[];
  /** The date that the person had before, where this is another one. */
  formerDate?: MailSession | undefined;
  /** Who handed the place to the person, as they call themselves; empty where they do not, undefined where nobody did. */
  giver?: string | undefined;
  /** Where they may change their date, cancel or hand over their place, while they have one. */
  manageUrl?: string | undefined;
  preferencesUrl: string;
  /** Target of List-Unsubscribe; takes a POST of `List-Unsubscribe=One-Click`. */
  oneClickUrl: string;
  organizerName?: string | undefined;
  /** Why they receive it, where it is not because they registered. */
  reason?: string | undefined;
  recipientTimeZone?: string | undefined;
  /** An instant for people, with offset, in the mail's language. */
  formatTime: (instantIso: string, zone: string) => string;
}

/** A date for the calendar of whoever gets the mail. */
export interface MailCalendar {
  method: Exclude<CalendarMethod, 'PUBLISH'>;
  /** An iCalendar file. */
  text: string;
}

/** A mail ready to be composed; nothing in it holds control characters. */
export interface Mail {
  to: { address: string; name: string };
  from: { address: string; name: string };
  /** Where answers go, if not to the sender. */
  replyTo?: string | undefined;
  subject: string;
  text: string;
  html: string;
  headers: Readonly<Record<string, string>>;
  calendar?: MailCalendar | undefined;
}
