import type { Locale } from '../../platform/values/locale.ts';

/** Small words that are frequent in one of the languages and rare in the others. */
const words: Readonly<Record<Exclude<Locale, 'ru'>, ReadonlySet<string>>> = {
  en: new Set(
    'the and you your is are we our for with this that will not have see from it of to hello dear hi'.split(
      ' ',
    ),
  ),
  de: new Set(
    'der die das und ist sie wir ihr ihre ihnen nicht ein eine für mit auf zu den dem wird werden bei von hallo liebe lieber guten unser unsere'.split(
      ' ',
    ),
  ),
  fr: new Set(
    'le la les et vous votre vos nous notre est pas un une des du pour avec sur au aux dans que qui ce cette bonjour cher chère merci'.split(
      ' ',
    ),
  ),
};

/** Guesses the language of a text, among those that mails have; undefined where the text does not show it. */
export function languageOfText(text: string): Locale | undefined {
  const plain = text.replaceAll(/\{\{[^{}]*\}\}|https?:\/\/\S+/g, ' ');
  const count = (sign: RegExp) => plain.match(sign)?.length ?? 0;
  const cyrillic = count(/\p{Script=Cyrillic}/gu);
  if (cyrillic > 0 && cyrillic >= count(/\p{Script=Latin}/gu)) return 'ru';
  const met = plain.toLowerCase().match(/[\p{L}\p{M}]+/gu) ?? [];
  const score = (locale: keyof typeof words) => met.filter((word) => words[locale].has(word)).length;
  const [first, second] = (['en', 'de', 'fr'] as const)
    .map((locale) => ({ locale, score: score(locale) }))
    .sort((a, b) => b.score - a.score);
  return first && second && first.score > second.score ? first.locale : undefined;
}
