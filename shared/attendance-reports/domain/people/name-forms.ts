import { foldForSearch } from '../../../platform/values/text/fold-text.ts';

/** `Display (Original)`, `iPhone (First Last)`: what stands before the brackets, and within. */
const BRACKETS = /^([^()]*)\(([^()]+)\)\s*$/u;

/**
 * The forms in which somebody's name may stand among those who registered, folded: as it is, without and within brackets, and
 * with first and last name changed round. None of one word, which many share, nor of signs only.
 */
export function nameForms(name: string): string[] {
  const [, before = '', within = ''] = BRACKETS.exec(name) ?? [];
  return [
    ...new Set([name, before, within].flatMap((one) => [foldedName(one), foldedName(turned(one))])),
  ].filter((form) => form.includes(' '));
}

/** A name as it is compared: letters and digits, each word apart. */
export const foldedName = (name: string): string =>
  foldForSearch(name)
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

/** `Novak, Ann` is `Ann Novak`. */
function turned(name: string): string {
  const [last = '', first, ...more] = name.split(',');
  return first === undefined || more.length > 0 ? '' : `${first} ${last}`;
}
