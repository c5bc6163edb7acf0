import { describe, expect, it } from 'vitest';
import { MailTemplate } from '../../shared/mail/domain/mail-template.ts';
import { reminderMail, type ReminderMailInput } from '../../shared/mail/render/reminder-mail.ts';
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
  origin,
  relativeTimes,
} from './sample-mail.ts';

const replayUrl = 'https://video.example.org/watch?v=1&t=2';
const whens = ['before', 'during', 'after'] as const;
const mail = (more: Partial<ReminderMailInput> = {}) =>
  reminderMail({ ...input, joinUrl, template: 'reminder', when: 'before', ...more });
/** Every template on every side of the session, with and without a replay. */
const allMails = (more: Partial<ReminderMailInput> = {}) =>
  MailTemplate.options.flatMap((template) =>
    whens.flatMap((when) =>
      [undefined, replayUrl].map((replay) => mail({ template, when, replayUrl: replay, ...more })),
    ),
  );

describe('a reminder', () => {
  it.each(locales)('is written in %s without gaps, for every template', (locale) => {
    for (const one of allMails({ locale, organizerName: 'Org', recipientTimeZone: 'Europe/Berlin' })) {
      expect(one.html).toContain(`<html lang="${locale}">`);
      expect(one.subject + one.text + one.html).not.toMatch(gaps);
      expect(one.subject).toContain('Title');
      expect(one.text).toContain('Anna Müller');
    }
  });

  it.each(locales)('says nothing in %s that a late arrival would make wrong', (locale) => {
    // The last call says that it begins, and right after that what to do if it has begun.
    const lastCall = /^(?:Скоро начинаем: .*|Gleich geht es los)$/gm;
    for (const one of allMails({ locale }))
      expect(`${one.subject}\n${one.text}`.replaceAll(lastCall, '')).not.toMatch(relativeTimes);
  });

  it('is written by nobody in two languages at once', () => {
    for (const template of MailTemplate.options) {
      const texts = locales.map((locale) => mail({ locale, template, when: 'after', replayUrl }));
      expect(new Set(texts.map(({ subject }) => subject)).size).toBe(4);
      expect(new Set(texts.map(({ text }) => text.split('\n')[2])).size).toBe(4);
    }
  });

  it.each(MailTemplate.options)(
    'as %s says the same in text and HTML, and lets unsubscribe',
    async (template) => {
      for (const when of whens) await expectWhole(mail({ template, when, replayUrl, locale: 'ru' }));
    },
  );

  it('names the recipient’s time in the subject, and the host’s beside it in the mail', () => {
    const formatTime = (instant: string, zone: string) =>
      formatInstant(Date.parse(instant), zone, 'en', 'long');
    const far = mail({ formatTime, recipientTimeZone: 'America/New_York' });
    expect(far.subject).toBe('Reminder: Title, Sunday, 21 March 2027, 03:00 (New York, UTC−4)');
    for (const part of [far.text, far.html]) {
      expect(part).toContain('Sunday, 21 March 2027, 03:00 (New York, UTC−4), your time');
      expect(part).toContain('Sunday, 21 March 2027, 10:00 (Moscow, UTC+3), host’s time');
    }
    const near = mail({ formatTime });
    expect(near.subject).toBe('Reminder: Title, Sunday, 21 March 2027, 10:00 (Moscow, UTC+3)');
    expect(near.text).toContain('10:00 (Moscow, UTC+3), 1\u00a0h\u00a030\u00a0min');
    expect(near.text).not.toContain('your time');
  });

  it('opens the join link with one button, the largest in the last call', () => {
    for (const template of ['reminder', 'last-call'] as const) {
      const one = mail({ template });
      expect(one.html).toContain(`href="${joinUrl}"`);
      expect(one.text).toContain(joinUrl);
      expect(one.html.includes('font-size:20px')).toBe(template === 'last-call');
    }
  });

  it('leads to the replay after the session only, and to nowhere without one', () => {
    for (const template of ['follow-up', 'missed'] as const) {
      const replay = mail({ template, when: 'after', replayUrl });
      expect(replay.text).toContain(replayUrl);
      expect(replay.html).toContain('href="https://video.example.org/watch?v=1&amp;t=2"');
      const none = mail({ template, when: 'after' });
      expect(none.text.match(/https:\S+/g)).toEqual([`${origin}/u/${joinUrl.split('/').at(-1)}`]);
      expect(none.text).not.toMatch(/recording/);
    }
    for (const template of MailTemplate.options)
      expect(mail({ template, when: 'before', replayUrl }).text).not.toContain(replayUrl);
  });

  it.each([
    ['follow-up', 'before', 'reminder', 'before'],
    ['missed', 'before', 'reminder', 'before'],
    ['reminder', 'during', 'last-call', 'before'],
    ['last-call', 'during', 'last-call', 'before'],
    ['reminder', 'after', 'follow-up', 'after'],
    ['last-call', 'after', 'follow-up', 'after'],
  ] as const)('asked to be %s %s the start is worded as %s', (template, when, other, otherWhen) => {
    expect(mail({ template, when })).toEqual(mail({ template: other, when: otherWhen }));
  });

  it('tells apart those who came and those who did not', () => {
    const [thanks, missed] = (['follow-up', 'missed'] as const).map((template) =>
      mail({ template, when: 'after' }),
    );
    expect(thanks?.text).toContain('Thank you');
    expect(missed?.text).toContain('We missed you');
    expect(missed?.text).not.toContain('Thank you');
  });

  it('links to https only', () => {
    expect(() => mail({ joinUrl: 'javascript:alert(1)' })).toThrow();
    expect(() => mail({ template: 'missed', when: 'after', replayUrl: 'http://video.example.org/' })).toThrow(
      'https',
    );
  });

  it('does without a time where there is no session', () => {
    expect(mail({ sessions: [] }).subject).toBe('Reminder: Title');
  });

  it.each(naughtyStrings)('with %j in it keeps its headers, its recipient and its markup', async (text) => {
    for (const template of MailTemplate.options) {
      const when = template === 'follow-up' || template === 'missed' ? 'after' : 'before';
      const hostile = mail({ template, when, replayUrl, ...hostileInput(text) });
      await expectSameShape(hostile, mail({ template, when, replayUrl }));
    }
  });
});
