/** The first `length` characters (code points) of a text that strangers wrote, without what could disturb a log, a page or a terminal. */
export function truncatePlain(text: string, length: number): string {
  const plain = text.replace(/[\s\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ').trim();
  return Array.from(plain).slice(0, length).join('');
}
