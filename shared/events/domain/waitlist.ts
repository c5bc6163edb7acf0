import * as z from 'zod';

const MINUTE_MS = 60_000;
const DAY_MINUTES = 24 * 60;
/** Nobody can be expected to read a mail and decide in less. */
const SHORTEST_MINUTES = 5;
const LONGEST_MINUTES = 14 * DAY_MINUTES;

/** How those who wait for a place are asked whether they still want it, as it is kept. */
export const Waitlist = z.strictObject({
  /** How long somebody has to take a place that is offered; none, or 0: they have it at once. */
  deadlineMinutes: z
    .number()
    .int()
    .min(0)
    .max(31 * DAY_MINUTES)
    .optional(),
});
export type Waitlist = z.infer<typeof Waitlist>;

/** The same as organizers enter it. */
export const WaitlistDraft = z.strictObject({
  deadlineMinutes: z
    .number()
    .int()
    .min(0)
    .max(LONGEST_MINUTES)
    .refine((minutes) => minutes === 0 || minutes >= SHORTEST_MINUTES, {
      message: `must be 0 (they have the place at once), or at least ${SHORTEST_MINUTES} minutes`,
      params: { code: 'out-of-range' },
    })
    .optional(),
});

/**
 * Until when a place that is offered now can be taken: never longer than until the session starts. Undefined: nobody is
 * asked, who waits has it at once. So it is in the last minutes, too: nobody else could be asked after them, and whoever is
 * asked then mostly reads of it too late.
 */
export function offerDeadline(
  { deadlineMinutes = 0 }: Waitlist,
  { startsAtUtc }: { startsAtUtc: string },
  nowMs: number,
): string | undefined {
  if (deadlineMinutes === 0) return undefined;
  const until = Math.min(nowMs + deadlineMinutes * MINUTE_MS, Date.parse(startsAtUtc));
  return until - nowMs < SHORTEST_MINUTES * MINUTE_MS ? undefined : new Date(until).toISOString();
}
