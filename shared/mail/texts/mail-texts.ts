import type { Locale } from '../../pages/page-inputs.ts';
import { de } from './de.ts';
import { en } from './en.ts';
import { fr } from './fr.ts';
import { ru } from './ru.ts';

/** Every sentence of the mails; `{name}`, `{title}` and `{organizer}` stand for the recipient, the event and who invites. */
export interface MailTexts {
  hello: string;
  helloName: string;
  confirmedSubject: string;
  confirmedHeading: string;
  confirmedText: string;
  join: string;
  joinHint: string;
  requestSubject: string;
  requestHeading: string;
  requestText: string;
  confirm: string;
  requestHint: string;
  waitlistSubject: string;
  waitlistHeading: string;
  waitlistText: string;
  waitlistHint: string;
  yourTime: string;
  hostTime: string;
  linkHint: string;
  minutes: string;
  why: string;
  whyFrom: string;
  requestWhy: string;
  preferences: string;
}

/** The sentences of each language. */
export const mailTexts: Readonly<Record<Locale, MailTexts>> = { en, de, fr, ru };
