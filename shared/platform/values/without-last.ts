/** The text without whichever of the signs it ends with. A regular expression takes the square of their number. */
export function withoutLast(text: string, signs: string): string {
  let end = text.length;
  while (end > 0 && signs.includes(text.charAt(end - 1))) end -= 1;
  return text.slice(0, end);
}
