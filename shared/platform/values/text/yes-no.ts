/** English, German, French, Russian; then Spanish, Italian, Portuguese. */
const truths = new Set(
  'true yes y t 1 1.0 on ein вкл checked ja j wahr oui vrai да истина sí si sì sim verdadero vero verdadeiro ✓ ✔ ☑ ✅'.split(
    ' ',
  ),
);
const untruths = new Set(
  'false no n f 0 0.0 off aus выкл unchecked nein falsch non faux нет ложь não nao falso ✗ ✘ ☐ ❌'.split(' '),
);

/** Reads yes and no in seven languages; undefined for anything else. */
export function readYesNo(text: string): boolean | undefined {
  const word = text
    .trim()
    .toLowerCase()
    .replace(/(?<=\p{L})[.!]$/u, '');
  if (truths.has(word)) return true;
  return untruths.has(word) ? false : undefined;
}

/** The yes or no of a sentence that begins with it, too: `Yes, I agree`, `No thanks`. */
export const readAnswer = (text: string): boolean | undefined =>
  readYesNo(SENTENCE.exec(text.trim())?.[1] ?? text);

const SENTENCE =
  /^(\p{L}{1,5})(?:,\s.*|\s+(?:thanks|thank you|danke|merci|спасибо|gracias|grazie|obrigad[oa])\W*)$/isu;
