import type { MailTemplate } from '../domain/mail-template.ts';
import type { Mail, RegistrantMailInput } from './mail.ts';
import { reasonFor, renderMail, type MailWording } from './render-mail.ts';
import { sessionTime } from './session-date.ts';
import { mailTexts } from '../texts/mail-texts-by-locale.ts';

export interface ReminderMailInput extends RegistrantMailInput {
  joinUrl: string;
  template: MailTemplate;
  /** When the mail is due: before the session starts, while it runs, or once it is over. */
  when: 'before' | 'during' | 'after';
  /** https. Only the mails after a session show it. */
  replayUrl?: string | undefined;
}

/**
 * A mail at a set moment before or after a session. It names instants only, never "in an hour": mail may arrive late.
 * A template that cannot be true at `when` gives way to one that can: nobody is thanked for what is still to come.
 */
export function reminderMail(input: ReminderMailInput): Mail {
  const template = fittingTemplate(input.template, input.when);
  return renderMail(
    input,
    template === 'reminder' || template === 'last-call'
      ? invitation(input, template)
      : farewell(input, template),
  );
}

/** The template itself, or the one that fits that moment. */
export function fittingTemplate(template: MailTemplate, when: ReminderMailInput['when']): MailTemplate {
  if (when === 'before') return template === 'last-call' ? template : 'reminder';
  if (template !== 'reminder' && template !== 'last-call') return template;
  // The last call is worded to hold also when it arrives late; but nobody is asked to come in by a mail that is due then.
  return when === 'during' ? 'last-call' : 'follow-up';
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
