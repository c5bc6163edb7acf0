import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { leadOf } from '../../shared/pages/description.ts';

const sentence = 'Forty words about pruning old apple trees in winter. ';

describe('A description above a form', () => {
  it.each(['', 'Short.', sentence.repeat(4).trim(), 'Two\n\nparagraphs\r\nand a line'])(
    'stands as it is where it is short: %j',
    (text) => {
      expect(leadOf(text)).toEqual({ lead: text.replaceAll('\r\n', '\n') });
    },
  );

  it('ends with a sentence, and says the rest where somebody asks', () => {
    const { lead, rest } = leadOf(`${sentence.repeat(20)}End.`);
    expect(lead).toBe(sentence.repeat(3).trim());
    expect(rest).toBe(`${sentence.repeat(17)}End.`);
  });

  it('ends with a paragraph where lines are few and short', () => {
    const lines = Array.from({ length: 30 }, (_, n) => `- point ${n}`);
    expect(leadOf(lines.join('\n'))).toEqual({
      lead: lines.slice(0, 5).join('\n'),
      rest: lines.slice(5).join('\n'),
    });
  });

  it.each([
    ['between words', 'word '.repeat(200).trim(), /^(?:word )+word…$/, /^…word/],
    ['anywhere without blanks', 'x'.repeat(900), /^x{200}…$/, /^…x{700}$/],
    ['after half as many wide letters', '漢'.repeat(900), /^漢{100}…$/, /^…漢{800}$/],
    ['after a sentence without blanks', `${'漢'.repeat(60)}。`.repeat(9), /^漢{60}。$/, /^漢/],
    ['after more than a word', `Hi. ${'x'.repeat(900)}`, /^Hi\. x{196}…$/, /^…x/],
  ])('is cut %s', (_, text, lead, rest) => {
    expect(leadOf(text)).toEqual({ lead: expect.stringMatching(lead), rest: expect.stringMatching(rest) });
  });

  it('has no blanks at the cut, whatever stands around it', () => {
    for (const text of [
      `${sentence.repeat(3)}\n\n ${sentence.repeat(9)}`,
      `${'word  '.repeat(200)} `,
      ` ${'x'.repeat(100)}  ${'y'.repeat(300)} `,
    ]) {
      const { lead, rest = '' } = leadOf(text);
      expect([lead, rest].filter((one) => /^…?\s|\s…?$/.test(one))).toEqual([]);
      expect(rest).not.toBe('');
    }
  });

  it('loses no sign but blanks, and parts no letter from its marks', () => {
    const signs = fc.constantFrom('a', ' ', '\n', '. ', '漢', 'e\u0301', '👩‍👩‍👧', 'x'.repeat(50));
    fc.assert(
      fc.property(fc.array(signs, { maxLength: 120 }), (parts) => {
        const text = parts.join('');
        const { lead, rest = '' } = leadOf(text);
        const bare = (one: string) => one.replaceAll(/[\s…]/g, '');
        expect(bare(lead + rest)).toBe(bare(text));
        expect(rest).not.toMatch(/^…?[\u0301\u200d]/);
      }),
    );
  });
});
