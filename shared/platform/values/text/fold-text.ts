/**
 * The form in which texts are compared: NFC, and neither case nor locale matters.
 * Upper case is the side to fold to: lower case depends on the place in the word (σ and ς) and keeps ß apart from ss.
 */
export function foldText(text: string): string {
  return text.normalize('NFC').trim().toUpperCase().normalize('NFC');
}

/** A phone number as it is compared: by its digits. */
export function digitsOf(text: string): string {
  return text.replace(/\D/g, '');
}

const apostrophes = /[\u2018\u2019\u201b\u02bb\u02bc\u02b9\u2032\u00b4`\uff07]/g;
const hyphens = /[\u2010-\u2015\u2212]/g;
const marked = /([\p{Script=Latin}\p{Script=Greek}])\p{M}+/gu;
/** Letters whose mark does not come off by Unicode's rules. */
const plain: Record<string, string> = { Ł: 'L', Ø: 'O', Đ: 'D', Æ: 'AE', Œ: 'OE' };

/**
 * The form in which people look for a text: as `foldText`, and signs that are typed in several ways, or left to the
 * keyboard, are one: ё and е, Latin and Greek letters with and without marks, the apostrophes, hyphens and dashes, blanks
 * of all kinds. Elsewhere a mark makes another letter: й is not и.
 */
export function foldForSearch(text: string): string {
  return foldText(text)
    .normalize('NFD')
    .replaceAll(marked, '$1')
    .normalize('NFC')
    .replaceAll('Ё', 'Е')
    .replaceAll(/[ŁØĐÆŒ]/g, (letter) => plain[letter] ?? letter)
    .replaceAll(apostrophes, "'")
    .replaceAll(hyphens, '-')
    .replaceAll(/\s+/g, ' ');
}
