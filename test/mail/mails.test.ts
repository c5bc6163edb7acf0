import { describe, expect, it } from 'vitest';
import { confirmRequestMail } from '../../shared/mail/render/confirm-request-mail.ts';
import { confirmationMail } from '../../shared/mail/render/confirmation-mail.ts';
import { lapseMail } from '../../shared/mail/render/lapse-mail.ts';
import { offerMail } from '../../shared/mail/render/offer-mail.ts';
import type { Mail } from '../../shared/mail/render/mail.ts';
import { waitlistMail } from '../../shared/mail/render/waitlist-mail.ts';
import { locales } from '../pages/sample-pages.ts';
import { naughtyStrings } from '../pages/skeleton.ts';
import {
  compose,
  expectSameShape,
  gaps,
  headersOf,
  hostileInput,
  input as sample,
  joinUrl,
  origin,
  token,
} from './sample-mail.ts';

const input = { ...sample, joinUrl, confirmUrl: `${origin}/c/${token}`, waitlistUrl: `${origin}/w/${token}` };
const offers = (more: typeof input) => offerMail({ ...more, until: '2027-03-20T07:00:00Z' });
const lapses = (more: typeof input) => lapseMail({ ...more, registrationUrl: `${origin}/e/e` });
const mails = (more: Partial<typeof input> = {}): Mail[] =>
  [confirmationMail, confirmRequestMail, waitlistMail, offers, lapses].map((write) =>
    write({ ...input, ...more }),
  );

describe('every mail to a registrant', () => {
  it.each(locales)('is written in %s without gaps', (locale) => {
    for (const mail of mails({ locale, organizerName: 'Org', recipientTimeZone: 'Europe/Berlin' })) {
      expect(mail.html).toContain(`<html lang="${locale}">`);
      expect(mail.subject + mail.text + mail.html).not.toMatch(gaps);
      for (const part of [mail.text, mail.html]) {
        expect(part).toContain('Anna Müller');
        expect(part).toContain(`${origin}/u/${token}`);
      }
    }
  });

  it('unsubscribes in one click by headers of its own', async () => {
    for (const mail of mails()) {
      const headers = headersOf((await compose(mail)).text);
      expect(headers).toContain(`List-Unsubscribe: <${origin}/u/${token}>`);
      expect(headers).toContain('List-Unsubscribe-Post: List-Unsubscribe=One-Click');
      expect(headers).toContain('Auto-Submitted: auto-generated');
      expect(headers).toContain('Message-ID: <m1@example.org>');
      expect(headers).toContain('Date: Fri, 01 Jan 2027 00:00:00 +0000');
    }
  });

  it('is answered to whom the organizer says, and else to the sender', async () => {
    const replies = async (mail: Mail) => (await compose(mail)).parsed.replyTo;
    for (const mail of mails({ replyTo: 'desk@example.org' }))
      expect(await replies(mail)).toEqual([{ name: '', address: 'desk@example.org' }]);
    for (const mail of mails()) expect(await replies(mail)).toBeUndefined();
  });

  it('holds the same in text and HTML, in UTF-8', async () => {
    const mail = confirmationMail(input);
    const { text, parsed } = await compose(mail, { 'Feedback-ID': 'e1:confirmation:turnout' });
    expect(parsed.to).toEqual([
      expect.objectContaining({ address: 'anna@example.com', name: 'Anna Müller' }),
    ]);
    expect(parsed.from).toMatchObject({ address: 'events@example.org', name: 'Example Events' });
    expect(parsed.text?.replaceAll('\r\n', '\n').trim()).toBe(mail.text.trim());
    expect(parsed.html?.replaceAll('\r\n', '\n').trim()).toBe(mail.html.trim());
    expect(headersOf(text)).toContain('Feedback-ID: e1:confirmation:turnout');
    expect(text).toMatch(/Content-Type: multipart\/alternative/);
  });

  it('loads no picture, runs nothing, and asks for nothing but https links', () => {
    for (const mail of mails()) {
      expect(mail.html).not.toMatch(/<(?:img|script|link|iframe|form|input)\b|url\(/);
      for (const [, address] of mail.html.matchAll(/href="([^"]*)"/g))
        expect(address).toMatch(/^https:\/\/events\.example\.org\//);
    }
    expect(() => confirmationMail({ ...input, joinUrl: 'javascript:alert(1)' })).toThrow();
    expect(() => confirmationMail({ ...input, joinUrl: 'http://events.example.org/' })).toThrow('https');
  });

  it('tells the recipient’s time first and the host’s beside it, or one where they agree', () => {
    const both = confirmationMail({ ...input, recipientTimeZone: 'Europe/Berlin' }).text;
    expect(both).toMatch(/Europe\/Berlin, your time\n.*Europe\/Moscow, host’s time/);
    expect(confirmationMail({ ...input, recipientTimeZone: 'Europe/Moscow' }).text).not.toContain(
      'your time',
    );
  });

  it('gives each session its own link where one mail names several', () => {
    const sessions = ['a', 'b'].map((name) => ({
      ...input.sessions[0]!,
      name,
      joinUrl: `${origin}/j/${name}`,
    }));
    const mail = confirmationMail({ ...input, sessions });
    expect(mail.text).toContain(`${origin}/j/a`);
    expect(mail.html).toContain(`href="${origin}/j/b"`);
    expect(mail.text).not.toContain(input.joinUrl);
    const [first, ...others] = sessions.map((session, at) =>
      at === 0 ? session : { ...session, joinUrl: undefined },
    );
    expect(confirmationMail({ ...input, sessions: [first!, ...others] }).text).not.toContain(input.joinUrl);
  });

  it('gives no way in before it is confirmed', () => {
    expect(confirmRequestMail(input).text).not.toContain('/j/');
    expect(waitlistMail(input).text).not.toMatch(/\/[jc]\//);
  });
});

describe('what strangers type', () => {
  it.each(naughtyStrings)('as %j adds no header, no recipient and no markup', async (text) => {
    for (const [index, mail] of mails(hostileInput(text)).entries())
      await expectSameShape(mail, mails()[index]!);
  });

  it('as a name with commas and addresses stays one recipient', async () => {
    const { parsed } = await compose(
      confirmationMail({ ...input, to: { email: 'anna@example.com', name: 'Smith, John "Bob", jr' } }),
    );
    expect(parsed.to).toHaveLength(1);
  });
});
