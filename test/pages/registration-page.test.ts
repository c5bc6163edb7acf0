import { describe, expect, it } from 'vitest';
import { EventForm } from '../../shared/events/domain/event-form.ts';
import type { PageSession, RegistrationPageInput } from '../../shared/pages/page-inputs.ts';
import { registrationPage } from '../../shared/pages/registration-page.ts';
import { thanksPage } from '../../shared/pages/thanks-page.ts';
import { pageTexts } from '../../shared/pages/texts/page-texts-by-locale.ts';
import { locales, moscow } from './sample-pages.ts';

const later: PageSession = {
  ...moscow,
  id: 's2',
  startsAt: '2027-03-28T10:00',
  startsAtUtc: '2027-03-28T07:00:00Z',
};
const event = { id: 'e1', title: 'Title', timeZone: 'Europe/Moscow', form: EventForm.parse({}) };
const page = (more: Partial<RegistrationPageInput> = {}) =>
  registrationPage({ locale: 'en', event, sessions: [moscow], ...more });
const inputs = (text: string, name: string) =>
  [...text.matchAll(/<(?:input|textarea|select)\b[^>]*>/g)]
    .map(([tag]) => tag)
    .filter((tag) => tag.includes(`name="${name}"`));

describe('the registration page', () => {
  it('posts a plain form to the registration endpoint', () => {
    expect(page().replaceAll(/\s+/g, ' ')).toContain('method="post" action="/v1/events/e1/registrations"');
    expect(inputs(page(), 'email')[0]).toMatch(/type="email".* required/s);
  });

  it('shows a single session and does not ask for it', () => {
    expect(inputs(page(), 'sessionIds')).toEqual([expect.stringMatching(/type="hidden".*value="s1"/s)]);
  });

  it('asks for several in order of time and ticks the next with a free place', () => {
    const boxes = inputs(page({ sessions: [later, { ...moscow, full: true }] }), 'sessionIds');
    expect(boxes.map((box) => [/value="(\w+)"/.exec(box)?.[1], / checked/.test(box)])).toEqual([
      ['s1', false],
      ['s2', true],
    ]);
  });

  it('keeps what was ticked and typed when it comes back with errors', () => {
    const back = page({
      sessions: [moscow, later],
      values: { email: 'anna@', sessionIds: ['s2'], phone: '123' },
      errors: [
        { field: 'email', code: 'email-invalid', message: 'no' },
        { field: 'phone', code: 'too-big', message: 'Too long.' },
      ],
    });
    expect(inputs(back, 'sessionIds').map((box) => / checked/.test(box))).toEqual([false, true]);
    expect(inputs(back, 'email')[0]).toMatch(
      /value="anna@".*aria-invalid="true".*aria-describedby="email-error"/s,
    );
    expect(back).toMatch(/id="email-error"[^>]*>\s*Please enter an e-mail address/);
    expect(back).toMatch(/id="phone-error"[^>]*>\s*This is too long\. Please shorten it\./);
    expect(back).toContain('<details open');
  });

  it('is in the language of the event where that is another, and sets a long title smaller', () => {
    const intro = (more: object) =>
      /<header class="intro" lang="(\w+)">\s*<h1 dir="auto" class="(\w*)"/
        .exec(page({ event: { ...event, ...more } }))
        ?.slice(1);
    expect(intro({})).toEqual(['en', '']);
    expect(intro({ locale: 'de', title: 'x'.repeat(60) })).toEqual(['de', '']);
    expect(intro({ title: 'x'.repeat(61) })).toEqual(['en', 'long']);
    const thanks = (locale?: 'ru') =>
      thanksPage({ locale: 'en', event: { ...event, ...(locale && { locale }) } });
    expect(
      [thanks(), thanks('ru')].map((text) => /class="over" dir="auto" lang="(\w+)"/.exec(text)?.[1]),
    ).toEqual(['en', 'ru']);
  });

  it('has no summary of errors where there are none', () => {
    expect(page({ errors: [] })).toBe(page());
    expect(page()).not.toContain('role="alert"');
  });

  it('folds what few people need, and opens it where there is something in it, or wrong with it', () => {
    const opens = (more: Partial<RegistrationPageInput>) => /<details\b[^>]*>/.exec(page(more))?.[0];
    expect(opens({})).toBe('<details>');
    expect(opens({ values: { firstName: 'Ann' } })).toBe('<details>');
    expect(opens({ values: { phone: '1' } })).toBe('<details open>');
    expect(opens({ errors: [{ field: 'phone', code: 'too-big', message: 'no' }] })).toBe('<details open>');
  });

  it('says in each language what to do about each fault, and never in another', () => {
    const fields = (['number', 'boolean', 'choice', 'choices', 'date', 'text'] as const).map((type) => ({
      ...{ name: type, label: type, type, required: true },
      ...(type.startsWith('choice') && { choices: ['a', 'b'] }),
    }));
    const faults: [string, string, keyof (typeof pageTexts)['en']['errors'] | undefined][] = [
      ['email', 'email-missing', 'email'],
      ['answers.number', 'not-a-number', 'number'],
      ['answers.boolean', 'required', 'tick'],
      ['answers.choice', 'required', 'choice'],
      ['answers.choices', 'required', 'choice'],
      ['answers.date', 'not-a-date', 'date'],
      ['answers.text', 'required', undefined],
      ['phone', 'invalid-format', 'signs'],
      ['sessionIds.0', 'session-closed', 'session'],
      ['sessionIds', 'no-open-session', 'noSession'],
    ];
    const errors = faults.map(([field, code]) => ({ field, code, message: 'English only' }));
    for (const locale of locales) {
      const { errors: words, required } = pageTexts[locale];
      const text = page({ locale, event: { ...event, form: { ...event.form, fields } }, errors });
      for (const [field, , word] of faults)
        expect(text, field).toContain(word === undefined ? required : words[word]);
      const beside = [...text.matchAll(/<p class="bad" id="([\w-]+)-error">([^<]*)</g)];
      expect(Object.fromEntries(beside.map(([, id, said]) => [id, said]))).toMatchObject({
        ...{ email: words.email, phone: words.signs },
        ...{ 'answer-0': words.number, 'answer-1': words.tick, 'answer-2': words.choice },
        ...{ 'answer-3': words.choice, 'answer-4': words.date, 'answer-5': required },
      });
      expect(text).not.toContain('English only');
    }
  });

  it.each([
    ['email-missing', 'email'],
    ['email-invalid', 'email'],
    ['not-a-number', 'number'],
    ['out-of-range', 'range'],
    ['not-a-date', 'date'],
    ['not-a-choice', 'choice'],
    ['not-a-boolean', 'tick'],
    ['too-big', 'length'],
    ['invalid-format', 'signs'],
    ['control-character', 'signs'],
    ['business-address', 'business'],
  ] as const)('says beside the field what to do about %s', (code, word) => {
    const back = page({ errors: [{ field: 'email', code, message: 'English only' }] });
    expect(/id="email-error">([^<]*)</.exec(back)?.[1]).toBe(pageTexts.en.errors[word]);
  });

  it('says of a fault that it has no words for that the value cannot be taken', () => {
    const back = page({ errors: [{ field: 'email', code: 'another', message: 'English only' }] });
    expect(/id="email-error">([^<]*)</.exec(back)?.[1]).toBe(pageTexts.en.invalid);
  });

  it('asks for the address before the dates where there is a choice, and tells the one date first', () => {
    const order = (text: string) =>
      [...text.matchAll(/name="(email|sessionIds|firstName)"/g)].map(([, name]) => name);
    expect(order(page())).toEqual(['sessionIds', 'email', 'firstName']);
    expect(order(page({ sessions: [moscow, later] }))).toEqual([
      'email',
      'sessionIds',
      'sessionIds',
      'firstName',
    ]);
  });

  it('folds the rest of a long description, under words in the language of the page', () => {
    const description = 'A sentence of some length about the matter at hand. '.repeat(40);
    const text = page({ locale: 'fr', event: { ...event, locale: 'de', description } });
    expect(text.replaceAll(/\s+/g, ' ')).toMatch(
      /<header class="intro" lang="de">.*<details> <summary lang="fr">Lire la suite<\/summary> .*<\/details> <\/header>/,
    );
    expect(page({ event: { ...event, description: 'Short.' } })).not.toMatch(/intro[^]*<summary lang/);
  });

  it('folds dates away where there are many, but for the next ones and what is chosen', () => {
    const many = Array.from({ length: 52 }, (_, index) => ({
      ...moscow,
      id: `s${index}`,
      startsAtUtc: new Date(Date.parse(moscow.startsAtUtc) + index * 7 * 86_400_000).toISOString(),
    }));
    const [open = '', folded = ''] = page({ sessions: many }).split('</summary>');
    expect(inputs(open, 'sessionIds').map((box) => /value="(\w+)"/.exec(box)?.[1])).toEqual([
      's0',
      's1',
      's2',
    ]);
    expect(inputs(folded, 'sessionIds')).toHaveLength(49);
    const [chosen = ''] = page({ sessions: many, values: { sessionIds: ['s9', 's30'] } }).split('</summary>');
    expect(
      inputs(chosen, 'sessionIds').map((box) => [/value="(\w+)"/.exec(box)?.[1], / checked/.test(box)]),
    ).toEqual([
      ['s0', false],
      ['s9', true],
      ['s30', true],
    ]);
    expect(page({ sessions: many.slice(0, 4) }).split('<details')).toHaveLength(2);
  });

  it('leads from a fault of the dates to the first of them that lies open', () => {
    const errors = [{ field: 'sessionIds.0', code: 'session-closed', message: 'no' }];
    for (const sessions of [
      [moscow, later],
      Array.from({ length: 9 }, (_, n) => ({ ...later, id: `n${n}` })),
    ]) {
      const text = page({ sessions, errors, values: { sessionIds: ['n7'] } });
      expect(text).toContain('<a href="#sessions">');
      const marked = inputs(text, 'sessionIds').flatMap((box, at) =>
        box.includes('id="sessions"') ? [at] : [],
      );
      expect(marked).toEqual([0]);
    }
  });

  it('keeps a tick, a language, a zone and tags that were posted, and marks what may be left out', () => {
    const fields = [
      { name: 'agree', label: 'Agree', type: 'boolean' as const, required: true },
      { name: 'age', label: 'Age', type: 'number' as const, required: false },
    ];
    const values = { 'answers.agree': 'true', timeZone: 'Asia/Tokyo', utm_source: 'posted' };
    const text = page({
      event: { ...event, form: { ...event.form, fields } },
      values,
      query: { utm_source: 'asked' },
    });
    expect(inputs(text, 'answers.agree')[0]).toMatch(/ required checked/);
    expect(inputs(text, 'answers.age')[0]).not.toMatch(/ required/);
    expect(inputs(text, 'timeZone')[0]).toContain('value="Asia/Tokyo"');
    expect(inputs(text, 'locale')[0]).toContain('value="en"');
    expect(inputs(text, 'utm_source')[0]).toContain('value="asked"');
    expect(text.match(new RegExp(`<small>${pageTexts.en.optional}</small>`, 'g'))).toHaveLength(6);
  });

  it('hides the robot trap from people, screen readers and autofill', () => {
    expect(page()).toMatch(
      /<div class="away" aria-hidden="true">[^]*?name="website"[^>]*tabindex="-1"[^>]*autocomplete="off"/,
    );
  });

  it('passes UTM tags of its address on, and nothing else', () => {
    const text = page({ query: { utm_source: 'vk', utm_evil: 'x', email: 'a@b.example' } });
    expect(inputs(text, 'utm_source')[0]).toContain('value="vk"');
    expect(text).not.toMatch(/utm_evil|a@b\.example/);
  });

  it('posts each own field of the form as an answer', () => {
    const fields = [
      { name: 'role', label: 'Role', type: 'choice' as const, required: true, choices: ['a', 'b'] },
      {
        name: 'city',
        label: 'City',
        type: 'choice' as const,
        required: false,
        choices: ['a', 'b', 'c', 'd', 'e', 'f'],
      },
      { name: 'note', label: 'Note', type: 'textarea' as const, required: false },
    ];
    const text = page({
      event: { ...event, form: { ...event.form, fields } },
      values: { 'answers.city': 'c', 'answers.note': '\nx' },
    });
    expect(inputs(text, 'answers.role')).toHaveLength(2);
    expect(text).toMatch(/<option value="c"\s+selected>/);
    expect(text.match(/selected/g)).toHaveLength(1);
    expect(text).toMatch(/<textarea[^>]*>\n\nx<\/textarea>/);
  });

  it('tells the host time with its offset and leaves room for the visitor’s', () => {
    const text = page({
      sessions: [{ ...moscow, timeZone: 'Asia/Kolkata', startsAtUtc: '2027-03-21T04:30:00Z' }],
    });
    expect(text).toMatch(/Sun, 21 March 2027/);
    expect(text).toContain('Kolkata, UTC+5:30');
    expect(text).toMatch(/data-yours="Your time:" hidden/);
  });

  it('is closed without an open session, but never for a room', () => {
    expect(page({ sessions: [] })).not.toContain('<form');
    expect(page({ sessions: [], event: { ...event, kind: 'room' } })).toContain('<form');
  });
});
