/** English, German, French, Russian; then Spanish, Italian, Portuguese. */
const truths = new Set(
  'true yes y 1 on ein вкл ja wahr oui vrai да истина sí si sì sim verdadero vero verdadeiro'.split(' '),
);
const untruths = new Set('false no n 0 off aus выкл nein falsch non faux нет ложь não nao falso'.split(' '));

/** Reads yes and no in seven languages; undefined for anything else. */
export function readYesNo(text: string): boolean | undefined {
  const word = text.trim().toLowerCase();
  if (truths.has(word)) return true;
  return untruths.has(word) ? false : undefined;
}
