import { describe, expect, it } from 'vitest';
import type { PageSession, RegistrationPageInput } from '../../shared/pages/page-inputs.ts';
import { registrationPage } from '../../shared/pages/registration-page.ts';
import { moscow } from '../unit/pages/sample-pages.ts';

const later: PageSession = {
  ...moscow,
  id: 's2',
  startsAt: '2027-03-28T10:00',
  startsAtUtc: '2027-03-28T07:00:00Z',
};
const event = { id: 'e1', title: 'Title', timeZone: 'Europe/Moscow', form: { fields: [] } };
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
        { field: 'phone', code: 'too-long', message: 'Too long.' },
      ],
    });
    expect(inputs(back, 'sessionIds').map((box) => / checked/.test(box))).toEqual([false, true]);
    expect(inputs(back, 'email')[0]).toMatch(
      /value="anna@".*aria-invalid="true".*aria-describedby="email-error"/s,
    );
    expect(back).toMatch(/id="email-error"[^>]*>\s*This does not look right/);
    expect(back).toMatch(/id="phone-error"[^>]*>\s*Too long\./);
    expect(back).toContain('<details open');
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
      event: { ...event, form: { fields } },
      values: { 'answers.city': 'c', 'answers.note': '\nx' },
    });
    expect(inputs(text, 'answers.role')).toHaveLength(2);
    expect(text).toMatch(/<option value="c"\s+selected/);
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
