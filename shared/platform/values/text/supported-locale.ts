import { Locale } from '../locale.ts';

const TAG = /^([a-z]{2,3})(?:[-_][a-z0-9]{2,8})*$/i;
const LETTERS = Array.from('abcdefghijklmnopqrstuvwxyz');

let codes: Map<string, string> | undefined;

/**
 * Reads a language as people write it (`de-AT`, `DE`, `deu`, `German`, `Deutsch`): the locale when pages and mails speak
 * it, `other` when they do not, undefined when it is no language.
 */
export function supportedLocale(text: string): Locale | 'other' | undefined {
  const word = text.trim().normalize('NFC').toLowerCase();
  const code = TAG.test(word) ? codeOf(word) : undefined;
  const found = code ?? (codes ??= codesByName()).get(word);
  return found === undefined ? undefined : (Locale.safeParse(found).data ?? 'other');
}

const displayed = new Intl.DisplayNames('en', { type: 'language', fallback: 'none' });

function codeOf(tag: string): string | undefined {
  // `deu` is `de`.
  const [language = ''] = (Intl.getCanonicalLocales(TAG.exec(tag)?.[1] ?? tag)[0] ?? '').split('-');
  return displayed.of(language) === undefined ? undefined : language;
}

/** Names of languages in those that we speak, and each in its own. */
function codesByName(): Map<string, string> {
  const names = new Map<string, string>();
  const ours = Locale.options.map((locale) => new Intl.DisplayNames(locale, { type: 'language' }));
  for (const code of LETTERS.flatMap((first) => LETTERS.map((second) => first + second))) {
    if (displayed.of(code) === undefined) continue;
    const own = new Intl.DisplayNames(code, { type: 'language' });
    for (const speaker of [...ours, own]) {
      const name = speaker.of(code)?.toLowerCase();
      if (name !== undefined && !names.has(name)) names.set(name, code);
    }
  }
  return names;
}
