/** Longest name that a mail repeats. */
const MOST_CHARACTERS = 60;

// Control characters, line separators, zero-width and direction marks: they break headers or hide what is written.
const unprintable = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]+/gu;
const linkLike = /\/\/|www\.|@|[\p{L}\p{N}][.。]\p{L}{2}|\d\.\d+\.\d|\d{5}/iu;

/**
 * A name that a stranger typed into a form, fit for a mail to somebody else's address: cut to 60 characters; empty when it
 * looks like a link or a telephone number, so that nobody sends advertising through our confirmations.
 */
export function plainName(name: string | undefined): string {
  const text = singleLine(name ?? '').normalize('NFKC');
  if (linkLike.test(text)) return '';
  const cut = Array.from(text).slice(0, MOST_CHARACTERS).join('').trim();
  return /\p{L}/u.test(cut) ? cut : '';
}

/** Text for a header or a subject: one line, nothing invisible. */
export function singleLine(text: string): string {
  return text.replaceAll(unprintable, ' ').replaceAll(/\s+/g, ' ').trim();
}
