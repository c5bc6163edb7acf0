import { describe, expect, it } from 'vitest';
import type { FormField } from '../../shared/events/domain/form-field.ts';
import { formField, type Question } from '../../shared/pages/form-field.ts';
import { pageTexts } from '../../shared/pages/texts/page-texts-by-locale.ts';

const field: FormField = { name: 'tool', label: 'Tool?', type: 'text', required: false };
const shown = (more: Partial<FormField>, question: Partial<Question> = {}) =>
  formField(
    { post: 'answers.tool', id: 'answer-0', value: '', field: { ...field, ...more }, ...question },
    pageTexts.en,
  ).text.replaceAll(/\s+/g, ' ');
const choices = (count: number) => Array.from({ length: count }, (_, n) => `c${n}`);

describe('A question of a form', () => {
  it('lays up to five choices open, and folds more into a list', () => {
    const five = shown({ type: 'choice', choices: choices(5) });
    expect(
      [...five.matchAll(/type="radio" value="(\w+)" id="([\w-]+)"/g)].map(([, ...told]) => told),
    ).toEqual([
      ...[
        ['c0', 'answer-0'],
        ['c1', 'answer-0-1'],
        ['c2', 'answer-0-2'],
        ['c3', 'answer-0-3'],
        ['c4', 'answer-0-4'],
      ],
    ]);
    const six = shown({ type: 'choice', choices: choices(6) }, { value: 'c2' });
    expect(six).toContain('<select');
    expect(
      [...six.matchAll(/<option value="(\w*)"( selected)?/g)].map(([, value, on]) => value! + (on ?? '')),
    ).toEqual(['', 'c0', 'c1', 'c2 selected', 'c3', 'c4', 'c5']);
  });

  it('ticks what was chosen, and nothing else', () => {
    const radios = shown({ type: 'choice', choices: choices(3) }, { value: 'c1' });
    expect([...radios.matchAll(/value="(\w+)"[^>]* checked/g)].map(([, value]) => value)).toEqual(['c1']);
    expect(shown({ type: 'boolean' }, { value: 'true' })).toMatch(/ checked \/>/);
    expect(shown({ type: 'boolean' }, { value: '' })).not.toContain(' checked');
  });

  it.each(['text', 'email', 'number', 'date', 'textarea', 'boolean', 'choice'] as const)(
    'of the type %s says whether it must be answered, and what is wrong with the answer',
    (type) => {
      const options = { type, choices: choices(2) };
      const plain = shown(options);
      expect(plain).toContain(`<small>${pageTexts.en.optional}</small>`);
      expect(plain).not.toMatch(/ required|aria-|class="bad"/);
      const wrong = shown({ ...options, required: true }, { error: 'Too long.' });
      expect(wrong).not.toContain('<small>');
      for (const [tag] of wrong.matchAll(/<(?:input|select|textarea)\b[^>]*>/g))
        expect(tag).toMatch(/ required.* aria-invalid="true" aria-describedby="answer-0-error"/);
      expect(wrong).toContain('<p class="bad" id="answer-0-error">Too long.</p>');
    },
  );

  it('brings up the keyboard that fits', () => {
    expect(shown({ type: 'number' })).toMatch(/type="number" step="any" inputmode="decimal"/);
    expect(shown({ type: 'email' })).toMatch(/type="email" inputmode="email" autocapitalize="none"/);
    expect(shown({ type: 'text' }, { isPhone: true })).toContain('type="tel"');
    expect(shown({ type: 'text' })).toContain('type="text"');
    expect(shown({ type: 'date' }, { value: '2027-03-21' })).toContain('type="date" value="2027-03-21"');
    expect(shown({ type: 'textarea' }, { value: 'a' })).toMatch(/<textarea rows="4" maxlength="2000"/);
  });

  it('has a hint for browsers and an example only where it was given one', () => {
    const given = shown({}, { autocomplete: 'given-name', placeholder: 'Ann' });
    expect(given).toContain('autocomplete="given-name" placeholder="Ann"');
    expect(shown({})).not.toMatch(/autocomplete|placeholder/);
  });
});
