/** First word and the rest; `Lee, Ann` has its last name first. Either may be empty. */
export function splitWholeName(text: string): { firstName: string; lastName: string } {
  const [last = '', first] = text.split(',', 2);
  if (first !== undefined) return { firstName: first.trim(), lastName: last.trim() };
  const [firstName = '', ...others] = text.trim().split(/\s+/u);
  return { firstName, lastName: others.join(' ') };
}
