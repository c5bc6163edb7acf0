/** Small words in names that stay in lower case inside a name. */
const particles = new Set(
  'van von der den de da do dos das di du del della la le ten ter zu zur zum af av el al bin ibn y e und'.split(
    ' ',
  ),
);
const letters = /\p{L}[\p{L}\p{M}]*/gu;

/**
 * Corrects the case of a name typed all upper or all lower case: `JOHN SMITH` and `john smith` become `John Smith`,
 * `MCDONALD` `McDonald`, `LUDWIG VAN BEETHOVEN` `Ludwig van Beethoven`, `ANNE-MARIE` `Anne-Marie`. Any other name stays as
 * its owner wrote it. Works for every script that has case.
 */
export function fixNameCase(name: string): string {
  const isLower = name === name.toLowerCase();
  const isUpper = name === name.toUpperCase();
  // Neither: mixed case was meant. Both: a script without case.
  if (isLower === isUpper) return name;
  if (isUpper && isInitials(name)) return name;
  const lower = name.toLowerCase();
  return lower.replace(letters, (word, at: number) => {
    const isWhole = isEdge(lower.at(at - 1), at === 0) && isEdge(lower.at(at + word.length), false);
    if (isWhole && at > 0 && particles.has(word)) return word;
    return isApostrophe(lower.at(at - 1)) && at > 0 ? afterApostrophe(word) : capital(word);
  });
}

/** `JR`, `J. R.`, `TJ`: what has no small letters to find out. */
const isInitials = (name: string): boolean => /^(?:\p{Lu}\.?[\s-]?){1,2}$/u.test(name);

const isEdge = (character: string | undefined, isStart: boolean): boolean =>
  isStart || character === undefined || /\s/u.test(character);

const isApostrophe = (character: string | undefined): boolean => character === "'" || character === '’';

/** `O'Brien` and `d'Arc` have a name behind it, a possessive s or t has not. */
const afterApostrophe = (word: string): string => (word.length <= 2 ? word : capital(word));

function capital(word: string): string {
  const scottish = /^mc(\p{L}{3,})$/u.exec(word);
  if (scottish) return `Mc${capital(scottish[1] ?? '')}`;
  // A digraph such as ǆ has a title case of its own, which is not its upper case.
  const [first = '', ...rest] = word;
  return titleCase(first) + rest.join('');
}

const digraphs = new Map([
  ['ǆ', 'ǅ'],
  ['ǉ', 'ǈ'],
  ['ǌ', 'ǋ'],
  ['ǳ', 'ǲ'],
  ['ß', 'ẞ'],
]);

const titleCase = (letter: string): string => digraphs.get(letter) ?? letter.toUpperCase();
