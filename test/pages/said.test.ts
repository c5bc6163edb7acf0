import { describe, expect, it, vi } from 'vitest';
import { confirmRequestMail } from '../../shared/mail/render/confirm-request-mail.ts';
import { confirmationMail } from '../../shared/mail/render/confirmation-mail.ts';
import type { Mail } from '../../shared/mail/render/mail.ts';
import { lapseMail } from '../../shared/mail/render/lapse-mail.ts';
import { mailingMail } from '../../shared/mail/render/mailing-mail.ts';
import { offerMail } from '../../shared/mail/render/offer-mail.ts';
import { reminderMail } from '../../shared/mail/render/reminder-mail.ts';
import { sessionChangeMail } from '../../shared/mail/render/session-change-mail.ts';
import { waitlistMail } from '../../shared/mail/render/waitlist-mail.ts';
import { input, joinUrl, origin, token } from '../mail/sample-mail.ts';
import { registrationPage } from '../../shared/pages/registration-page.ts';
import { sampleMine } from './sample-mine.ts';
import { moscow, sampleMessages, samplePages } from './sample-pages.ts';
import { EventForm } from '../../shared/events/domain/event-form.ts';

/**
 * Each sentence by its name, with the places that the English one leaves open: wording may change, what stands
 * where may not. Looked at and meant: `npx vitest run test/pages/said.test.ts -u`.
 */
const byName = vi.hoisted(() => {
  const named = (texts: object, path = ''): Record<string, unknown> =>
    Object.fromEntries(
      Object.entries(texts).map(([key, value]: [string, unknown]) => [
        key,
        typeof value === 'object' && value !== null
          ? named(value, `${path}${key}.`)
          : `[${path}${key}${
              String(value)
                .match(/\{\w+\}/g)
                ?.join('') ?? ''
            }]`,
      ]),
    );
  return <T extends { en: object }>(all: T): T => ({ ...all, en: named(all.en) });
});
vi.mock('../../shared/mail/texts/mail-texts-by-locale.ts', async (original) => {
  const { mailTexts } = await original<{ mailTexts: { en: object } }>();
  return { mailTexts: byName(mailTexts) };
});
vi.mock('../../shared/pages/texts/page-texts-by-locale.ts', async (original) => {
  const { pageTexts } = await original<{ pageTexts: { en: object } }>();
  return { pageTexts: byName(pageTexts) };
});

/** What a reader meets: texts line by line, links, controls with what they hold, and what is an error. */
function said(document: string): string {
  return document
    .replaceAll(/<(script|style)\b[^]*?<\/\1>/g, '')
    .replaceAll(
      /<(input|button|form|option|textarea|select|details|progress)\b([^>]*?)\/?>/g,
      (_, tag: string, rest: string) => {
        const kept = rest.match(
          /(?:type|name|value|action|method|open|checked|selected|required|hidden|disabled|placeholder|autocomplete|inputmode|maxlength|step|aria-invalid|aria-describedby)(?:="[^"]*")?(?=[\s/]|$)/g,
        );
        return `\n(${[tag, ...(kept ?? [])].join(' ')}) `;
      },
    )
    .replaceAll(/<a\b[^>]*href="([^"]*)"[^>]*>/g, ' -> $1 ')
    .replaceAll(/<br ?\/?>/g, ' / ')
    .replaceAll(/<(h[1-6]|legend|title|summary)\b[^>]*>/g, '\n$1: ')
    .replaceAll(/<[^>]*(?:class="bad"|role="alert")[^>]*>/g, '\nerror: ')
    .replaceAll(/<(?:span|small|b|strong|em|time)\b[^>]*>|<\/(?:span|small|b|strong|em|time|a)>/g, ' ')
    .replaceAll(/<[^>]*>/g, '\n')
    .split('\n')
    .map((line) => line.replaceAll(/\s+/g, ' ').trim())
    .filter((line) => line !== '')
    .join('\n')
    .concat('\n');
}

/** How it is laid out: each element that has a class, a style, a role, or data for the script, in its order. */
function looks(document: string): string {
  const body = document.slice(document.indexOf('<body'));
  return [...body.matchAll(/<([a-z][a-z0-9]*)\b([^>]*)>/g)]
    .map(([, tag, rest = '']) => [
      tag,
      ...(rest.match(/(?:class|style|role|dir|lang|rel|data-[\w-]+)(?:="[^"]*")?(?=[\s/]|$)/g) ?? []),
    ])
    .filter((parts) => parts.length > 1)
    .map((parts) => parts.join(' ').replaceAll(/\s+/g, ' '))
    .join('\n')
    .concat('\n');
}

const mailInput = {
  ...input,
  joinUrl,
  confirmUrl: `${origin}/c/t`,
  waitlistUrl: `${origin}/w/t`,
  organizerName: 'Org',
};
const replayUrl = 'https://video.example.org/1';
const person = { id: `par_${token.slice(0, 32)}`, source: 'api' as const, createdAt: '', version: 1 };
const former = { ...input.sessions[0]!, startsAtUtc: '2027-03-20T07:00:00Z' };
const mails: Record<string, () => Mail> = {
  confirmation: () => confirmationMail(mailInput),
  'confirmation-unnamed': () => confirmationMail({ ...mailInput, organizerName: undefined }),
  'confirmation-elsewhere': () => confirmationMail({ ...mailInput, recipientTimeZone: 'Europe/Berlin' }),
  'confirm-request': () => confirmRequestMail(mailInput),
  waitlist: () => waitlistMail(mailInput),
  offer: () => offerMail({ ...mailInput, until: '2027-03-20T07:00:00Z' }),
  lapse: () => lapseMail({ ...mailInput, registrationUrl: `${origin}/e/e` }),
  reminder: () => reminderMail({ ...mailInput, template: 'reminder', when: 'before' }),
  'last-call': () => reminderMail({ ...mailInput, template: 'last-call', when: 'before' }),
  'follow-up': () => reminderMail({ ...mailInput, template: 'follow-up', when: 'after' }),
  'follow-up-replay': () => reminderMail({ ...mailInput, template: 'follow-up', when: 'after', replayUrl }),
  missed: () => reminderMail({ ...mailInput, template: 'missed', when: 'after' }),
  'missed-replay': () => reminderMail({ ...mailInput, template: 'missed', when: 'after', replayUrl }),
  moved: () => sessionChangeMail({ ...mailInput, change: 'moved', before: former }),
  longer: () =>
    sessionChangeMail({
      ...mailInput,
      change: 'moved',
      before: { ...input.sessions[0]!, durationMinutes: 30 },
    }),
  'moved-without-former': () => sessionChangeMail({ ...mailInput, change: 'moved' }),
  'moved-without-a-place': () =>
    sessionChangeMail({ ...mailInput, change: 'moved', before: former, joinUrl: undefined }),
  cancelled: () => sessionChangeMail({ ...mailInput, change: 'cancelled', before: former }),
  mailing: () =>
    mailingMail({
      ...{ from: input.from, locale: 'en', subject: 'News for {{firstName|friends}}' },
      to: { email: 'anna@example.com', person: { ...person, firstName: 'Anna' } },
      text: 'Dear {{firstName|friend}},\n\none line\r\nanother one\nsee https://example.com/a?b=1&c=2\n\nBye',
      preferencesUrl: `${origin}/u/t`,
    }),
};

const errorCodes = ['required', 'email-missing', 'email-invalid', 'not-a-number', 'too-long'];
/** The form as it comes back with each of these errors at its e-mail field, and with one that is of no field. */
const formErrors = () =>
  Object.fromEntries(
    [...errorCodes.map((code) => ['email', code] as const), ['sessionIds', 'session-closed'] as const].map(
      ([field, code]) => [
        code,
        registrationPage({
          ...{ locale: 'en', sessions: [moscow], values: { email: 'x' } },
          event: { id: 'e', title: 'T', timeZone: 'Europe/Moscow', form: EventForm.parse({}) },
          errors: [{ field, code, message: `The sentence of ${code}.` }],
        }),
      ],
    ),
  );
const mine = () => sampleMine('en', 'X', { ...moscow, name: 'aX' });
const withoutMessages = (): Record<string, string> => {
  const messages = { ...sampleMessages('en', 'X'), ...mine() };
  return Object.fromEntries(
    Object.entries(samplePages('en', 'X')).filter(([name]) => !Object.hasOwn(messages, name)),
  );
};
/** Written anew by each test, so that each sees what the code does then. */
const pages: Record<string, () => Record<string, string>> = {
  pages: withoutMessages,
  mine,
  messages: () => sampleMessages('en', 'X'),
  'form-errors': formErrors,
};
const documents = Object.entries(pages).flatMap(([folder, write]) =>
  Object.keys(write()).map((name) => ({ folder, name })),
);

describe('What is said where', () => {
  const shorter = (text: string) => text.replaceAll(token, 'TOKEN');

  it.each(documents)('stands as before on $folder/$name', async ({ folder, name }) => {
    const text = pages[folder]!()[name]!;
    await expect(`${said(text)}\n=== Looks\n${looks(text)}`).toMatchFileSnapshot(
      `../fixtures/said/${folder}/${name}.txt`,
    );
  });

  it.each(Object.keys(mails))('stands as before in the mail %s', async (name) => {
    const { subject, text, html } = mails[name]!();
    const whole = `Subject: ${subject}\n\n${text}\n\n=== HTML\n${said(html)}\n=== Looks\n${looks(html)}`;
    await expect(shorter(whole)).toMatchFileSnapshot(`../fixtures/said/mails/${name}.txt`);
  });
});
