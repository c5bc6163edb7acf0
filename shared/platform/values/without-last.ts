/**
 * The text without the given signs at its end. Written as a loop because a regular expression takes time in the square of
 * their number.
 */
export function withoutLast(text: string, signs: string): string {
  let end = text.length;
  while (end > 0 && signs.includes(text.charAt(end - 1))) end -= 1;
  return text.slice(0, end);
}
