import type { Mail, MailSession, RegistrantMailInput } from './mail.ts';
import { reasonFor, renderMail, type MailWording } from './render-mail.ts';
import { sessionDate, sessionTime, struckDate } from './session-date.ts';
import { formatDuration } from '../../platform/time/format-duration.ts';
import { mailTexts } from '../texts/mail-texts-by-locale.ts';

export interface SessionChangeMailInput extends RegistrantMailInput {
  change: 'moved' | 'cancelled';
  /** Left out for people without a place. A cancelled session shows no way in. */
  joinUrl?: string | undefined;
  /** Where the session was before it moved; `sessions` says where it is now. */
  before?: MailSession | undefined;
}

/** "The session has a new time", with the former one beside it, or "the session is cancelled". */
export function sessionChangeMail(input: SessionChangeMailInput): Mail {
  const wording = input.change === 'moved' ? moved(input) : cancelled(input);
  const [session] = input.sessions;
  const time = session === undefined ? '' : `, ${sessionTime(session, input)}`;
  return renderMail(input, { ...wording, subject: wording.subject.replace('{time}', () => time) });
}

function moved(input: SessionChangeMailInput): MailWording {
  const texts = mailTexts[input.locale];
  const { before, joinUrl } = input;
  const now = input.sessions.map((session) => ({ ...sessionDate(session, input), label: texts.newTime }));
  const length = onlyLength(input);
  const duration = formatDuration(length ?? 0, input.locale);
  const filled = (text: string) => text.replace('{duration}', () => duration);
  return {
    ...(length === undefined
      ? {
          subject: texts.movedSubject,
          heading: texts.movedHeading,
          dates: before === undefined ? now : [...now, struckDate(before, texts.formerTime, input)],
          text: texts.movedText,
        }
      : {
          subject: filled(texts.newLength.subject),
          heading: filled(texts.newLength.heading),
          text: texts.newLength.text,
        }),
    ...(joinUrl !== undefined && { button: { label: texts.join, url: joinUrl } }),
    hint: joinUrl === undefined ? texts.movedHint : texts.movedLinkHint,
    footer: reasonFor(input),
  };
}

/** The session's new length, if its start has not changed. */
function onlyLength({ before, sessions: [session] }: SessionChangeMailInput): number | undefined {
  const isSameStart =
    session !== undefined && Date.parse(before?.startsAtUtc ?? '') === Date.parse(session.startsAtUtc);
  return isSameStart && before?.durationMinutes !== session.durationMinutes
    ? session.durationMinutes
    : undefined;
}

function cancelled(input: SessionChangeMailInput): MailWording {
  const texts = mailTexts[input.locale];
  return {
    subject: texts.cancelledSubject,
    heading: texts.cancelledHeading,
    dates: input.sessions.map((session) => struckDate(session, texts.cancelledTime, input)),
    text: texts.cancelledText,
    hint: texts.nothingToDo,
    footer: reasonFor(input),
  };
}
