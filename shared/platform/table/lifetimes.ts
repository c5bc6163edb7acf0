import * as z from 'zod';

/**
 * How long the table keeps what comes with time and is never looked at again: by stage setting (`lifetimes`). What each
 * costs its users when it goes stands in docs/operations.md.
 */
export const Lifetimes = z.object({
  mailMonths: z.number().default(24),
  historyMonths: z.number().default(36),
  /** Imports, exports, bulk actions, and the runs of rules. */
  jobMonths: z.number().default(13),
  deliveryDays: z.number().default(90),
  /** What was posted: personal data in the clear. */
  deliveryBodyDays: z.number().default(14),
});
export type Lifetimes = z.infer<typeof Lifetimes>;
