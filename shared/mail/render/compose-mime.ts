import MailComposer from 'nodemailer/lib/mail-composer';
import type { Mail } from './mail.ts';

/**
 * The mail as RFC 5322 bytes, multipart/alternative. `date` is an instant (ISO); `messageId` comes without brackets;
 * `headers` add to the mail's own. The composer drops its `list` option when used alone: hence plain headers. Lines end with
 * CR LF throughout, in what is encoded too (RFC 2046, 4.1.1): nodemailer leaves that to its transports, and we use none.
 */
export async function composeMime(
  mail: Mail,
  options: { date: string; messageId?: string; headers?: Readonly<Record<string, string>> },
): Promise<Uint8Array> {
  const { messageId } = options;
  const composer = new MailComposer({
    // Never a string: `Smith, victim@example.com` would become two recipients.
    to: [mail.to],
    from: mail.from,
    ...(mail.replyTo !== undefined && { replyTo: [{ name: '', address: mail.replyTo }] }),
    subject: subjectSent(mail),
    text: withCrLf(mail.text),
    html: withCrLf(mail.html),
    // Calendars of mail programs take it from the alternative; the others show it as a file (RFC 6047, 2.4).
    ...(mail.calendar && {
      icalEvent: { method: mail.calendar.method, filename: 'date.ics', content: mail.calendar.text },
    }),
    newline: 'windows',
    date: new Date(options.date),
    ...(messageId !== undefined && { messageId: `<${messageId}>` }),
    headers: { 'Auto-Submitted': 'auto-generated', ...mail.headers, ...options.headers },
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return composer.compile().build();
}

const withCrLf = (text: string): string => text.replaceAll(/\r\n?|\n/g, '\r\n');

/** Far more than anybody reads, and a header line may have 998 bytes at most, where it cannot be folded. */
const MOST_SUBJECT = 400;

/** The subject as the mail has it. */
export function subjectSent({ subject }: Pick<Mail, 'subject'>): string {
  const characters = Array.from(subject);
  return characters.length > MOST_SUBJECT ? `${characters.slice(0, MOST_SUBJECT - 1).join('')}…` : subject;
}
