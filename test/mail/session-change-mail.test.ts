import { describe, expect, it } from 'vitest';
import {
  sessionChangeMail,
  type SessionChangeMailInput,
} from '../../shared/mail/render/session-change-mail.ts';
import { formatInstant } from '../../shared/platform/time/format-instant.ts';
import { locales } from '../pages/sample-pages.ts';
import { naughtyStrings } from '../pages/skeleton.ts';
import {
  expectSameShape,
  expectWhole,
  gaps,
  hostileInput,
  input,
  joinUrl,
  relativeTimes,
} from './sample-mail.ts';

const [session] = input.sessions;
const before = { ...session!, startsAtUtc: '2027-03-14T07:00:00Z' };
const formatTime = (instant: string, zone: string) => formatInstant(Date.parse(instant), zone, 'en', 'long');
const moved = (more: Partial<SessionChangeMailInput> = {}) =>
  sessionChangeMail({ ...input, joinUrl, before, change: 'moved', ...more });
const cancelled = (more: Partial<SessionChangeMailInput> = {}) =>
  sessionChangeMail({ ...input, joinUrl, change: 'cancelled', ...more });
const allMails = (more: Partial<SessionChangeMailInput> = {}) => [
  moved(more),
  moved({ ...more, joinUrl: undefined, before: undefined }),
  cancelled(more),
];

describe('the mail about a changed session', () => {
  it.each(locales)('is written in %s without gaps and without relative times', (locale) => {
    for (const mail of allMails({ locale, organizerName: 'Org', recipientTimeZone: 'Europe/Berlin' })) {
      expect(mail.html).toContain(`<html lang="${locale}">`);
      expect(mail.subject + mail.text + mail.html).not.toMatch(gaps);
      expect(mail.subject + '\n' + mail.text).not.toMatch(relativeTimes);
    }
  });

  it('says the same in text and HTML, and lets unsubscribe', async () => {
    for (const locale of locales) for (const mail of allMails({ locale })) await expectWhole(mail);
  });

  it.each(naughtyStrings)('with %j in it keeps its headers, its recipient and its markup', async (text) => {
    const hostile = allMails({ ...hostileInput(text), before: { ...before, name: `x${text}` } });
    const harmless = allMails();
    for (const [index, mail] of hostile.entries()) await expectSameShape(mail, harmless[index]!);
  });
});

describe('the mail about a moved session', () => {
  it('names the new time, then the former one crossed out, each in both zones', () => {
    const mail = moved({ formatTime, recipientTimeZone: 'Europe/Berlin' });
    expect(mail.subject).toBe('New time: Title, Sunday, 21 March 2027, 08:00 (Berlin, UTC+1)');
    expect(mail.text).toContain(
      [
        'New time:',
        'Morning',
        'Sunday, 21 March 2027, 08:00 (Berlin, UTC+1), your time',
        'Sunday, 21 March 2027, 10:00 (Moscow, UTC+3), host’s time, 1\u00a0h\u00a030\u00a0min',
        '',
        'Former time:',
        'Morning',
        'Sunday, 14 March 2027, 08:00 (Berlin, UTC+1), your time',
        'Sunday, 14 March 2027, 10:00 (Moscow, UTC+3), host’s time, 1\u00a0h\u00a030\u00a0min',
      ].join('\n'),
    );
    const [current, former] = mail.html.split('Former time');
    expect(current).not.toContain('line-through');
    expect(former).toContain('line-through');
  });

  it('keeps the link of those who have one, and shows none to the others', () => {
    expect(moved().text).toContain(joinUrl);
    expect(moved().text).toContain('Your personal link stays the same.');
    const without = moved({ joinUrl: undefined }).text;
    expect(without).not.toContain('/j/');
    expect(without).not.toContain('link stays');
  });

  it('gives the former time no way in', () => {
    const own = `${joinUrl}x`;
    const mail = moved({ joinUrl: undefined, before: { ...before, joinUrl: own } });
    expect(mail.text + mail.html).not.toContain(own);
  });

  it('does without the former time where nobody knows it', () => {
    expect(moved({ before: undefined }).text).not.toContain('Former time');
  });
});

describe('the mail about a cancelled session', () => {
  it('names the time crossed out and gives no way in', () => {
    const sessions = [{ ...session!, joinUrl: `${joinUrl}x` }];
    const mail = cancelled({ formatTime, sessions });
    expect(mail.subject).toBe('Cancelled: Title, Sunday, 21 March 2027, 10:00 (Moscow, UTC+3)');
    expect(mail.text).toContain(
      'Cancelled:\nMorning\nSunday, 21 March 2027, 10:00 (Moscow, UTC+3), 1\u00a0h\u00a030\u00a0min',
    );
    expect(mail.html).toContain('line-through');
    expect(mail.text + mail.html).not.toContain('/j/');
  });
});
