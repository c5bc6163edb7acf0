import { afterEach, describe, expect, it } from 'vitest';
import { thanksPage } from '../../shared/pages/thanks-page.ts';
import { messagePage } from '../../shared/pages/message-page.ts';
import { pageTexts } from '../../shared/pages/texts/page-texts-by-locale.ts';
import { sayInWordsOf, StageTexts } from '../../shared/pages/texts/stage-texts.ts';

const faults = (texts: unknown) =>
  StageTexts.safeParse(texts).error?.issues.map(({ path, message }) => `${path.join(' ')}: ${message}`) ?? [];

describe('The words of a stage', () => {
  const { thanksTitle } = pageTexts.de;
  const { title } = pageTexts.de.messages.confirmed;
  afterEach(() => {
    sayInWordsOf(JSON.stringify({ de: { thanksTitle, 'messages.confirmed.title': title } }));
  });

  it('stand in the place of ours, in their language alone', () => {
    sayInWordsOf(JSON.stringify({ de: { thanksTitle: 'Bis <bald>!', 'messages.confirmed.title': 'Dabei' } }));
    expect(thanksPage({ locale: 'de', event: { title: 'T' } })).toContain('<h1>Bis &lt;bald&gt;!</h1>');
    expect(messagePage({ locale: 'de', kind: 'confirmed' })).toContain('<h1>Dabei</h1>');
    expect(thanksPage({ locale: 'en', event: { title: 'T' } })).toContain(
      `<h1>${pageTexts.en.thanksTitle}</h1>`,
    );
  });

  it('are none where a stage says nothing', () => {
    const before = JSON.stringify(pageTexts);
    sayInWordsOf('{}');
    expect(JSON.stringify(pageTexts)).toBe(before);
  });

  it('name texts that there are, and keep what is filled in', () => {
    expect(
      faults({ en: { register: 'Book', 'errors.email': 'Hm?', notOpenText: 'From {when} on' } }),
    ).toEqual([]);
    expect(
      faults({
        en: {
          registr: 'x',
          errors: 'x',
          'messages.gone.title.x': 'x',
          __proto__x: 'x',
          notOpenText: 'Later',
        },
      }),
    ).toEqual([
      ...['registr', 'errors', 'messages.gone.title.x', '__proto__x'].map(
        (name) => `en ${name}: There is no such text; shared/pages/texts/en.ts has them all.`,
      ),
      'en notOpenText: The text must hold {when}.',
    ]);
    expect(faults({ es: { register: 'x' } })).toHaveLength(1);
    expect(faults({ en: { register: '' } })).toHaveLength(1);
    expect(faults({ en: { register: 'x'.repeat(3_000) } })).toEqual([
      ': All texts together are 2500 bytes at most. Change larger parts in shared/pages/texts.',
    ]);
  });
});
