/**
 * Asks the organizer to look again where the number of people differs too much from the one they were shown: by more than a
 * tenth, or, of what cannot be undone (`isExact`), at all.
 */
export function objectionToCount(count: number, expected: number, isExact: boolean): string | undefined {
  const most = isExact ? 0 : expected / 10;
  return Math.abs(count - expected) > most
    ? `The number of people is ${count} now, not ${expected}. Please look again and confirm.`
    : undefined;
}
