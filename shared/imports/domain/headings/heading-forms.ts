import { bareName, fillers, numberWords, personRoles, placeWords } from './heading-words.ts';

/** How names are compared: letters and digits only, whatever blanks, marks and signs stand around them. */
export function foldName(name: string): string {
  return name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
}

/**
 * The words of a heading, in lower case and without accents: `EMAIL_BLACKLISTED`, `emailOptOut` and `E-Mail (Pflicht)` have
 * two.
 */
export function wordsOfName(name: string): string[] {
  return bareName(
    name
      .normalize('NFKC')
      .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
      .toLowerCase(),
  )
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
}

/** The forms in which a heading is looked up. */
interface HeadingForms {
  /** As it stands, and without remarks in brackets, the nearest first. */
  plain: string[];
  /** Without words that say nothing, and without whose field it is. */
  short: string[];
  /** Without what tells several of one kind apart, too: never a whole name. */
  shortest: string;
  /** Without the word for a number: a phone's or nothing's. */
  asNumber: string;
}

export function headingForms(name: string): HeadingForms {
  const words = wordsOfName(name.replace(/\([^()]*\)|\[[^[\]]*\]|\{[^{}]*\}|<[^<>]*>/gu, ' '));
  const said = words.filter((word) => !fillers.has(word));
  const own = said.filter((word) => !personRoles.has(word));
  const least = own.filter((word) => !placeWords.has(word));
  return {
    plain: [bareName(foldName(name)), words.join('')],
    short: [said.join(''), own.join('')],
    shortest: least.join(''),
    asNumber: least.filter((word) => !numberWords.has(word)).join(''),
  };
}
