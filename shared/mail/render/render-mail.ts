import type { Mail, RegistrantMailInput } from './mail.ts';
import { mailDocument, type MailButton, type MailContent, type MailDate } from './mail-document.ts';
import { plainName, singleLine } from '../domain/plain-name.ts';
import { sessionDate } from './session-date.ts';
import { mailTexts } from '../texts/mail-texts-by-locale.ts';

/** What differs between the mails to a registrant. */
export interface MailWording {
  /** `{title}` stands for the event. */
  subject: string;
  heading: string;
  /** Replaces the sessions of the input. */
  dates?: readonly MailDate[];
  text: string;
  button?: MailButton;
  hint: string;
  footer: string;
}

/** Builds a mail to a registrant in its two forms; the only thing from the form in it is the cleaned name. */
export function renderMail(input: RegistrantMailInput, wording: MailWording): Mail {
  const texts = mailTexts[input.locale];
  const title = singleLine(input.event.title);
  const name = plainName(input.to.name);
  const content: MailContent = {
    ...wording,
    greeting: name === '' ? texts.hello : texts.helloName.replace('{name}', () => name),
    title,
    dates: wording.dates ?? input.sessions.map((session) => sessionDate(session, input)),
  };
  return {
    to: { address: input.to.email, name },
    from: { address: input.from.address, name: singleLine(input.from.name) },
    ...(input.replyTo !== undefined && { replyTo: input.replyTo }),
    subject: wording.subject.replace('{title}', () => title),
    text: plainText(content, input),
    html: mailDocument(content, input),
    headers: unsubscribeHeaders(input.oneClickUrl),
  };
}

function plainText(content: MailContent, { locale, manageUrl, preferencesUrl }: RegistrantMailInput): string {
  const colon = locale === 'fr' ? '\u00a0:' : ':';
  const dates = content.dates.map(({ label, name, times, joinUrl }) =>
    [label === undefined ? '' : `${label}${colon}`, name, ...times, joinUrl ?? '']
      .filter((line) => line !== '')
      .join('\n'),
  );
  return [
    content.greeting,
    content.heading,
    content.title,
    ...dates,
    content.text,
    ...(content.button === undefined ? [] : [`${content.button.label}${colon}\n${content.button.url}`]),
    content.hint,
    ...(manageUrl === undefined ? [] : [`${mailTexts[locale].manage}${colon}\n${manageUrl}`]),
    `--\n${content.footer}\n${mailTexts[locale].preferences}${colon}\n${preferencesUrl}`,
  ].join('\n\n');
}

/** RFC 8058: the mail program's own unsubscribe button. */
export function unsubscribeHeaders(oneClickUrl: string): Mail['headers'] {
  return {
    'List-Unsubscribe': `<${headerUrl(oneClickUrl)}>`,
    'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
  };
}

/** Throws RangeError for what must not be between the angle brackets of a header: only our own links come here. */
function headerUrl(address: string): string {
  if (!URL.canParse(address) || /[^\u0021-\u007e]|[<>]/.test(address)) {
    throw new RangeError('List-Unsubscribe needs an absolute address without spaces');
  }
  return address;
}

/** Why somebody receives a mail, in words. */
export function reasonFor({ locale, event, organizerName, reason }: RegistrantMailInput): string {
  if (reason !== undefined) return reason;
  const texts = mailTexts[locale];
  const organizer = singleLine(organizerName ?? '');
  return (organizer === '' ? texts.why : texts.whyFrom)
    .replace('{organizer}', () => organizer)
    .replace('{title}', () => singleLine(event.title));
}
