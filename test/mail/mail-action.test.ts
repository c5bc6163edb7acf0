import { expect, it } from 'vitest';
import { MailAction } from '../../shared/mail/domain/mail-action.ts';

const mail = { type: 'mail', subject: 'News', text: 'Dear all' };
const isTaken = (more: object) => MailAction.safeParse({ ...mail, ...more }).success;

it('a mail to many has a subject of up to 200 characters, a text of up to 20,000, and neither is blank', () => {
  for (const [name, most] of [
    ['subject', 200],
    ['text', 20_000],
  ] as const) {
    const lengths = [0, 1, most, most + 1].map((length) => isTaken({ [name]: 'x'.repeat(length) }));
    expect(lengths, name).toEqual([false, true, true, false]);
    expect(isTaken({ [name]: '  ' }), name).toBe(false);
  }
});

it('a mail to many is in a language that we speak, or in none that is named', () => {
  expect([{}, { locale: 'fr' }, { locale: 'xx' }].map(isTaken)).toEqual([true, true, false]);
});
