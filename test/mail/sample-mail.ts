import PostalMime from 'postal-mime';
import { expect } from 'vitest';
import { composeMime } from '../../shared/mail/render/compose-mime.ts';
import type { Mail, RegistrantMailInput } from '../../shared/mail/render/mail.ts';
import { skeleton } from '../pages/skeleton.ts';

export const token = 'abcDEF0123456789_-'.repeat(10);
export const origin = 'https://events.example.org';
export const joinUrl = `${origin}/j/${token}`;

/** A mail to Anna about one session in Moscow. */
export const input: RegistrantMailInput = {
  to: { email: 'anna@example.com', name: 'Anna Müller' },
  from: { address: 'events@example.org', name: 'Example Events' },
  locale: 'en',
  event: { title: 'Title' },
  sessions: [
    { name: 'Morning', timeZone: 'Europe/Moscow', startsAtUtc: '2027-03-21T07:00:00Z', durationMinutes: 90 },
  ],
  preferencesUrl: `${origin}/u/${token}`,
  oneClickUrl: `${origin}/u/${token}`,
  formatTime: (instant, zone) => `${instant} ${zone}`,
};

/** The mail as it goes out, and as a mail program reads it. */
export async function compose(mail: Mail, headers: Record<string, string> = {}) {
  const bytes = await composeMime(mail, {
    date: '2027-01-01T00:00:00Z',
    messageId: 'm1@example.org',
    headers,
  });
  return { text: Buffer.from(bytes).toString(), parsed: await PostalMime.parse(bytes) };
}

/** Header lines of a raw mail, unfolded. */
export function headersOf(text: string): string[] {
  return text
    .slice(0, text.indexOf('\r\n\r\n'))
    .replaceAll(/\r\n[ \t]+/g, ' ')
    .split('\r\n');
}

/** Every place in a mail where people or organizers write something. */
export function hostileInput(text: string): Partial<RegistrantMailInput> {
  return {
    to: { email: 'anna@example.com', name: text },
    from: { address: 'events@example.org', name: `x${text}` },
    sessions: [{ ...input.sessions[0]!, name: `x${text}` }],
    event: { title: text },
    organizerName: `x${text}`,
  };
}

/** Both mails have the same headers and markup, and go to Anna alone: only words differ. */
export async function expectSameShape(hostile: Mail, harmless: Mail): Promise<void> {
  expect(skeleton(hostile.html)).toEqual(skeleton(harmless.html));
  const { text, parsed } = await compose(hostile);
  expect(parsed.to?.map(({ address }) => address)).toEqual(['anna@example.com']);
  expect([parsed.cc, parsed.bcc].flat().filter(Boolean)).toEqual([]);
  const names = (raw: string) => headersOf(raw).map((line) => line.split(':')[0]);
  expect(names(text)).toEqual(names((await compose(harmless)).text));
}

/** The bytes, read back, say what the mail says, and let the reader unsubscribe in one click. */
export async function expectWhole(mail: Mail): Promise<void> {
  const { text, parsed } = await compose(mail);
  const lines = (part: string | undefined) => part?.replaceAll('\r\n', '\n').trim();
  expect(parsed.subject).toBe(mail.subject);
  expect(lines(parsed.text)).toBe(mail.text.trim());
  expect(lines(parsed.html)).toBe(mail.html.trim());
  expect(headersOf(text)).toEqual(
    expect.arrayContaining([
      `List-Unsubscribe: <${origin}/u/${token}>`,
      'List-Unsubscribe-Post: List-Unsubscribe=One-Click',
      'Auto-Submitted: auto-generated',
    ]),
  );
}

/** Places left open by a text, or values that lost their way. */
export const gaps = /undefined|\[object|NaN|\{(?:name|title|organizer|time)\}/;

/** What is wrong once a mail lies in an inbox for a while, in any of the four languages. */
export const relativeTimes =
  /\b(?:soon|shortly|today|tomorrow|in a (?:moment|minute|hour)|now|bald|gleich|heute|morgen|jetzt|bientôt|demain|aujourd|maintenant)(?![\p{L}-])|(?:^|[^\p{L}])(?:скоро|сегодня|завтра|сейчас|через)(?!\p{L})|\b(?:in|dans) \d/iu;
