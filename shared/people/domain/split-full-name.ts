/** First word and the rest; `Lee, Ann` has its last name first, as has any name with `familyFirst`. Either may be empty. */
export function splitFullName(text: string, familyFirst = false): { firstName: string; lastName: string } {
  const [last = '', first] = text.split(',', 2);
  if (first !== undefined) return { firstName: first.trim(), lastName: last.trim() };
  const [word = '', ...others] = text.trim().split(/\s+/u);
  const rest = others.join(' ');
  // One word alone is what somebody is called.
  return familyFirst && rest !== ''
    ? { firstName: rest, lastName: word }
    : { firstName: word, lastName: rest };
}
