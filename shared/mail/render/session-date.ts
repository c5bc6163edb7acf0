import { formatDuration } from '../../platform/time/format-duration.ts';
import type { MailDate } from './mail-document.ts';
import type { MailSession, RegistrantMailInput } from './mail.ts';
import { singleLine } from '../domain/plain-name.ts';
import { mailTexts } from '../texts/mail-texts-by-locale.ts';

type Reader = Pick<RegistrantMailInput, 'locale' | 'recipientTimeZone' | 'formatTime'>;

/** When a session starts, in the recipient's zone where it is known, else in the host's; with offset. */
export function sessionTime(session: MailSession, { recipientTimeZone, formatTime }: Reader): string {
  return formatTime(session.startsAtUtc, recipientTimeZone ?? session.timeZone);
}

/** A session's lines in a mail: the recipient's time first, the host's beside it where it differs. */
export function sessionDate(session: MailSession, reader: Reader): MailDate {
  const texts = mailTexts[reader.locale];
  const duration = formatDuration(session.durationMinutes, reader.locale);
  const host = reader.formatTime(session.startsAtUtc, session.timeZone);
  const own = sessionTime(session, reader);
  const times =
    own === host
      ? [`${host}, ${duration}`]
      : [`${own}, ${texts.yourTime}`, `${host}, ${texts.hostTime}, ${duration}`];
  return { name: singleLine(session.name ?? ''), times, joinUrl: session.joinUrl };
}

/** A time that is no longer right, without a way in. */
export function struckDate(session: MailSession, label: string, reader: Reader): MailDate {
  return { ...sessionDate(session, reader), joinUrl: undefined, label, struck: true };
}
