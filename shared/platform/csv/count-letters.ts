/**
 * Windows-1251 writes whole words of high bytes; Western text has them in words of ASCII letters, `Jääskä` among them.
 * A high byte that stands alone may be a Russian word or `Ö`, and says nothing.
 */
export function countLetters(sample: Uint8Array): { western: number; cyrillic: number } {
  const letters = { western: 0, cyrillic: 0 };
  for (let at = 0; at < sample.length; at++) {
    if (!isHighLetter(sample[at])) continue;
    const from = at;
    while (isHighLetter(sample[at + 1])) at++;
    const run = sample.subarray(from, at + 1);
    if (isAsciiLetter(sample[from - 1]) || isAsciiLetter(sample[at + 1]) || run.every(isUmlaut))
      letters.western += run.length;
    else if (run.length > 1) letters.cyrillic += run.length;
  }
  return letters;
}

const isAsciiLetter = (byte: number | undefined): boolean =>
  byte !== undefined && /[A-Za-z]/.test(String.fromCharCode(byte));

/** Ä Ö Ü ä ö ü ß; no Russian word is made of the letters that windows-1251 has there (Д Ц Ь д ц ь Я). */
const isUmlaut = (byte: number): boolean => [0xc4, 0xd6, 0xdc, 0xe4, 0xf6, 0xfc, 0xdf].includes(byte);

/** Where windows-1251 has its letters: А-я, and Ё ё Є є І і Ї ї Ґ ґ. */
const isHighLetter = (byte: number | undefined): boolean =>
  byte !== undefined &&
  (byte >= 0xc0 || [0xa5, 0xa8, 0xaa, 0xaf, 0xb2, 0xb3, 0xb4, 0xb8, 0xba, 0xbf].includes(byte));
