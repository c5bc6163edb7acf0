/** English, German, French, Russian. */
const truths = new Set('true yes y 1 ja wahr oui vrai да истина'.split(' '));
const untruths = new Set('false no n 0 nein falsch non faux нет ложь'.split(' '));

/** Yes and no in the four languages; undefined for anything else. */
export function readYesNo(text: string): boolean | undefined {
  const word = text.trim().toLowerCase();
  if (truths.has(word)) return true;
  return untruths.has(word) ? false : undefined;
}
