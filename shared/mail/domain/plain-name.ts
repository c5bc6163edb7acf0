import { spaceNameDots } from './space-name-dots.ts';

/** Longest name that a mail repeats. */
const MOST_CHARACTERS = 60;

const breaks = /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}]+/gu;
// Direction marks and zero-width characters, but for the two joiners that Persian, Hindi and emoji are written with.
const invisible = /(?![\u200c\u200d])\p{Cf}/gu;
const joiners = /\u200c|\u200d/g;
const hostLike = /[\p{L}\p{N}][.。]\p{L}{2}/u;
const linkLike = /\/\/|www\.|@|\d\.\d+\.\d|\d{5}/iu;

/**
 * Makes a name from a form safe for a mail, since it may be a mail to somebody else's address: cut to 60 characters; empty
 * when it looks like a link or a telephone number, so that nobody sends advertising through our confirmations.
 */
export function plainName(name: string | undefined): string {
  const text = singleLine(name ?? '').normalize('NFKC');
  const bare = text.replaceAll(joiners, '');
  if (linkLike.test(bare) || hostLike.test(spaceNameDots(bare))) return '';
  const cut = Array.from(text).slice(0, MOST_CHARACTERS).join('').trim();
  return /\p{L}/u.test(cut) ? cut : '';
}

/** Text for a header or a subject: one line, nothing invisible. */
export function singleLine(text: string): string {
  return text.replaceAll(invisible, '').replaceAll(breaks, ' ').replaceAll(/\s+/g, ' ').trim();
}
