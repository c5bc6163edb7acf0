import type { MailTemplate } from '../domain/mail-template.ts';
import type { Mail, RegistrantMailInput } from './mail.ts';
import { reasonFor, renderMail, type MailWording } from './render-mail.ts';
import { sessionTime } from './session-date.ts';
import { mailTexts } from '../texts/mail-texts-by-locale.ts';

export interface ReminderMailInput extends RegistrantMailInput {
  joinUrl: string;
  template: MailTemplate;
  /** On which side of the session's start the mail is sent. */
  when: 'before' | 'after';
  /** https. Only the mails after a session show it. */
  replayUrl?: string | undefined;
}

/**
 * A mail at a set moment before or after a session. It names instants only, never "in an hour": mail may arrive late.
 * A template that cannot be true at `when` gives way to one that can: nobody is thanked for what is still to come.
 */
export function reminderMail(input: ReminderMailInput): Mail {
  const template = fitting(input.template, input.when);
  return renderMail(
    input,
    template === 'reminder' || template === 'last-call'
      ? invitation(input, template)
      : farewell(input, template),
  );
}

function fitting(template: MailTemplate, when: ReminderMailInput['when']): MailTemplate {
  if (when === 'before') return template === 'last-call' ? template : 'reminder';
  // The last call is worded to hold while the session runs and even when it is over.
  return template === 'reminder' ? 'last-call' : template;
}

function invitation(input: ReminderMailInput, template: 'reminder' | 'last-call'): MailWording {
  const texts = mailTexts[input.locale];
  const { subject, heading, text, button } = texts.invitations[template];
  const [session] = input.sessions;
  const time = session === undefined ? '' : `, ${sessionTime(session, input)}`;
  return {
    subject: subject.replace('{time}', () => time),
    heading,
    text,
    button: { label: button, url: input.joinUrl, big: template === 'last-call' },
    hint: texts.joinHint,
    footer: reasonFor(input),
  };
}

function farewell(input: ReminderMailInput, template: 'follow-up' | 'missed'): MailWording {
  const texts = mailTexts[input.locale];
  const { subject, heading, text, replayText } = texts.farewells[template];
  const { replayUrl } = input;
  return {
    subject,
    heading,
    text: replayUrl === undefined ? text : replayText,
    ...(replayUrl !== undefined && { button: { label: texts.watch, url: replayUrl } }),
    hint: template === 'missed' ? texts.missedHint : texts.nothingToDo,
    footer: reasonFor(input),
  };
}
