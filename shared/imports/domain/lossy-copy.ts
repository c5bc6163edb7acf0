const LOST = /[?\ufffd]/u;

/**
 * Whether a text is a known one damaged by an encoding that lacks some of its letters: programs write `?` or U+FFFD in their place.
 * Importing it would replace names by question marks.
 */
export function isLossyCopy(known: unknown, said: unknown): boolean {
  if (typeof known !== 'string' || typeof said !== 'string' || !LOST.test(said)) return false;
  // Some write one sign for a letter, some for each half of those beyond 16 bits.
  return isLeftOf(Array.from(known), Array.from(said)) || isLeftOf(known.split(''), said.split(''));
}

const isLeftOf = (known: string[], said: string[]): boolean =>
  known.length === said.length &&
  said.every((sign, at) => sign === known[at] || (LOST.test(sign) && (known[at] ?? '') > '\u007f'));
