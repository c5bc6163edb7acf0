import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseDate } from '../../shared/imports/domain/cells/parse-date.ts';
import { readStatus } from '../../shared/imports/domain/headings/status-words.ts';
import { guessColumns } from '../../shared/imports/domain/import-columns.ts';
import { languageOfText } from '../../shared/mail/domain/language-of-text.ts';
import { spaceNameDots } from '../../shared/mail/domain/space-name-dots.ts';
import { fixNameCase } from '../../shared/people/domain/fix-name-case.ts';

/** Lines of `what they are: words`; the words that the product knows, each as somebody writes it. */
const vocabulary = (name: string): [string, string[]][] =>
  readFileSync(`test/fixtures/vocabulary/${name}.txt`, 'utf8')
    .trim()
    .split('\n')
    .map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 2).split(' ')]);

const upper = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);

describe.each<
  [string, (word: string, meaning: string) => unknown, (word: string, meaning: string) => unknown]
>([
  [
    'headings',
    (word) => {
      const [column] = guessColumns([word]);
      return column?.suggest?.to ?? column?.meaning;
    },
    (_, meaning) => meaning,
  ],
  ['statuses', (word) => readStatus(word), (_, meaning) => meaning],
  ['months', (word) => parseDate(`6 ${word} 1990`, undefined), (_, month) => `1990-${month}-06`],
  ['titles', (word) => spaceNameDots(`${word}.Berg`), (word) => `${word}. Berg`],
  ['host-endings', (word) => spaceNameDots(`A.${upper(word)}`), (word) => `A.${upper(word)}`],
  [
    'name-particles',
    (word, kind) =>
      kind === 'in-lower-case'
        ? fixNameCase(`ANNA ${word.toUpperCase()} BERG`)
        : [spaceNameDots(`A.${word} Berg`), spaceNameDots(`A.${word}`)],
    (word, kind) => (kind === 'in-lower-case' ? `Anna ${word} Berg` : [`A. ${word} Berg`, `A.${word}`]),
  ],
  ['small-words', (word) => languageOfText(word), (_, locale) => locale],
])('The words of %s', (name, read, meant) => {
  it.each(vocabulary(name))('are known as %s', (meaning, words) => {
    expect(words.map((word) => [word, read(word, meaning)])).toEqual(
      words.map((word) => [word, meant(word, meaning)]),
    );
  });
});
