import type { Mail } from './mail.ts';

/** The mail as RFC 5322 bytes. `date` is an instant (ISO); `messageId` without brackets; `headers` add to the mail's own. */
export function composeMime(
  mail: Mail,
  options: { date: string; messageId?: string; headers?: Readonly<Record<string, string>> },
): Promise<Uint8Array> {
  throw new Error(mail.subject + options.date);
}
