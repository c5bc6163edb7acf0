import MailComposer from 'nodemailer/lib/mail-composer';
import type { Mail } from './mail.ts';

/**
 * The mail as RFC 5322 bytes, multipart/alternative. `date` is an instant (ISO); `messageId` comes without brackets;
 * `headers` add to the mail's own. The composer drops its `list` option when used alone: hence plain headers.
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
    subject: mail.subject,
    text: mail.text,
    html: mail.html,
    date: new Date(options.date),
    ...(messageId !== undefined && { messageId: `<${messageId}>` }),
    headers: { 'Auto-Submitted': 'auto-generated', ...mail.headers, ...options.headers },
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return composer.compile().build();
}
