/**
 * The objection to a count that is so far from what the organizer was shown that they should look again. What cannot be
 * undone is done to exactly as many (`isExact`).
 */
export function objectionToCount(count: number, expected: number, isExact: boolean): string | undefined {
  const most = isExact ? 0 : expected / 10;
  return Math.abs(count - expected) > most
    ? `The number of people is ${count} now, not ${expected}. Please look again and confirm.`
    : undefined;
}
