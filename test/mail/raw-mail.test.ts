import { describe, expect, it } from 'vitest';
import { MailTemplate } from '../../shared/mail/domain/mail-template.ts';
import { cancellationMail } from '../../shared/mail/render/cancellation-mail.ts';
import { composeMime, subjectSent } from '../../shared/mail/render/compose-mime.ts';
import { confirmRequestMail } from '../../shared/mail/render/confirm-request-mail.ts';
import { confirmationMail } from '../../shared/mail/render/confirmation-mail.ts';
import { mailAddress } from '../../shared/mail/render/mail-frame.ts';
import type { Mail } from '../../shared/mail/render/mail.ts';
import { mailingMail } from '../../shared/mail/render/mailing-mail.ts';
import { reminderMail } from '../../shared/mail/render/reminder-mail.ts';
import { unsubscribeHeaders } from '../../shared/mail/render/render-mail.ts';
import { sessionChangeMail } from '../../shared/mail/render/session-change-mail.ts';
import { waitlistMail } from '../../shared/mail/render/waitlist-mail.ts';
import type { Locale } from '../../shared/platform/values/locale.ts';
import { locales } from '../pages/sample-pages.ts';
import { input as sample, joinUrl, origin, token } from './sample-mail.ts';

const long = 'x'.repeat(3000);
const person = { firstName: 'Anna', variables: { long } } as never;

/** Every mail that the product sends. */
function allMails(locale: Locale): [string, Mail][] {
  const input = { ...sample, locale, joinUrl, organizerName: 'Org' };
  const before = { ...sample.sessions[0]!, startsAtUtc: '2027-03-14T07:00:00Z' };
  const mailing = (subject: string, text: string) =>
    mailingMail({
      to: { email: 'anna@example.com', person },
      from: sample.from,
      locale,
      subject,
      text,
      preferencesUrl: `${origin}/u/${token}`,
    });
  return [
    ['confirmation', confirmationMail(input)],
    ['confirm-request', confirmRequestMail({ ...input, confirmUrl: `${origin}/c/${token}` })],
    ['waitlist', waitlistMail({ ...input, waitlistUrl: `${origin}/w/${token}` })],
    ['cancellation', cancellationMail(input)],
    ['moved', sessionChangeMail({ ...input, change: 'moved', before })],
    ['cancelled', sessionChangeMail({ ...input, change: 'cancelled' })],
    ...MailTemplate.options.map((template): [string, Mail] => [
      template,
      reminderMail({ ...input, template, when: 'after' }),
    ]),
    ['mailing', mailing('Hello', 'one\ntwo\r\nthree\rfour')],
    ['mailing in Cyrillic', mailing('Привет', 'раз\nдва\r\nтри\rчетыре\n'.repeat(200))],
    [
      'mailing without a blank',
      mailing('{{variables.long}}', `{{variables.long}} ${long}\n${'я'.repeat(3000)}`),
    ],
    ['long event', confirmationMail({ ...input, event: { title: long.slice(0, 200) } })],
  ];
}

/** Bytes of the parts, decoded from base64. */
const decodedParts = (raw: string): string[] =>
  [...raw.matchAll(/Content-Transfer-Encoding: base64\r\n\r\n([A-Za-z0-9+/=\r\n]+)/g)].map(([, body = '']) =>
    Buffer.from(body, 'base64').toString('utf8'),
  );

describe('The bytes of a mail', () => {
  it.each(locales.flatMap((locale) => allMails(locale).map(([name, mail]) => ({ locale, name, mail }))))(
    'end each line with CR LF and hold none that is too long: $name in $locale',
    async ({ mail }) => {
      const bytes = await composeMime(mail, { date: '2027-01-01T00:00:00Z', messageId: 'm1@example.org' });
      const raw = Buffer.from(bytes).toString('latin1');
      for (const text of [raw, ...decodedParts(raw)]) expect(text).not.toMatch(/\r(?!\n)|(?<!\r)\n/);
      const longest = Math.max(...raw.split('\r\n').map((line) => line.length));
      expect(longest).toBeLessThanOrEqual(998);
    },
  );
});

describe('What a mail is made of', () => {
  it('has a subject of 400 signs at most, cut between signs', () => {
    const sent = (length: number) => subjectSent({ subject: '😀'.repeat(length) });
    expect(sent(400)).toBe('😀'.repeat(400));
    expect(sent(401)).toBe(`${'😀'.repeat(399)}…`);
  });

  it.each([
    ['https://events.example.org/j/1?a=1&b=2', 'https://events.example.org/j/1?a=1&amp;b=2'],
    ["https://events.example.org/j/'`", 'https://events.example.org/j/%27%60'],
    ['https://events.example.org/j/1?a=`', 'https://events.example.org/j/1?a=%60'],
    ['http://127.0.0.1:3000/j/1', 'http://127.0.0.1:3000/j/1'],
    ['http://localhost/j/1', 'http://localhost/j/1'],
    ['http://events.example.org/', undefined],
    ['http://127.0.0.1.example.org/', undefined],
    ['javascript:alert(1)', undefined],
  ])('links to %s as %s', (url, address) => {
    if (address === undefined) expect(() => mailAddress(url)).toThrow('A mail links to https addresses only');
    else expect(mailAddress(url).text).toBe(address);
  });

  it.each([
    'https://events.example.org/a b',
    'https://events.example.org/<',
    '/u/1',
    'https://events.example.org/ё',
  ])('has no header that says %s', (url) => {
    expect(() => unsubscribeHeaders(url)).toThrow(
      'List-Unsubscribe needs an absolute address without spaces',
    );
  });

  it.each(locales)('parts labels and links in %s as that language does', (locale) => {
    const colon = locale === 'fr' ? '\u00a0:' : ':';
    for (const [name, { text }] of allMails(locale)) {
      const lines = text.split('\n').filter((line) => /:$/.test(line) && !/^(?:one|two)/.test(line));
      expect(lines.length, name).toBeGreaterThan(0);
      for (const line of lines)
        expect(
          line.endsWith(colon) && !line.endsWith(`${colon === ':' ? '\u00a0' : '\u00a0\u00a0'}:`),
          line,
        ).toBe(true);
    }
  });

  it('is addressed to the names that there are', () => {
    const to = (of: object) =>
      mailingMail({
        to: { email: 'anna@example.com', person: of as never },
        from: { address: 'events@example.org', name: 'Example\nEvents' },
        ...{ locale: 'en', subject: 'Hello', text: 'Hello', preferencesUrl: `${origin}/u/1` },
      });
    const names = [{}, { firstName: 'Anna' }, { lastName: 'Lee' }, { firstName: 'Anna', lastName: 'Lee' }];
    expect(names.map((of) => to(of).to.name)).toEqual(['', 'Anna', 'Lee', 'Anna Lee']);
    expect(to({}).from.name).toBe('Example Events');
  });
});
