import * as z from 'zod';
import type { Table } from './table.ts';

const DAY_SECONDS = 24 * 3600;
/** No month is longer. */
const MONTH_SECONDS = 31 * DAY_SECONDS;

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

const defaults = Lifetimes.parse({});

/** The table, which keeps things as long as a stage's setting says (JSON). */
export const keepingFor = (table: Table, setting: string): Table => ({
  ...table,
  lifetimes: Lifetimes.parse(JSON.parse(setting)),
});

/** When an item goes by itself: its lifetime after an instant (ISO 8601). DynamoDB takes it away within days after that. */
export function expiryOf(
  { lifetimes = defaults }: Table,
  kind: 'mail' | 'history' | 'job' | 'delivery' | 'deliveryBody',
  at: string,
): { expiresAt: number } {
  const seconds = {
    mail: lifetimes.mailMonths * MONTH_SECONDS,
    history: lifetimes.historyMonths * MONTH_SECONDS,
    job: lifetimes.jobMonths * MONTH_SECONDS,
    delivery: lifetimes.deliveryDays * DAY_SECONDS,
    deliveryBody: lifetimes.deliveryBodyDays * DAY_SECONDS,
  };
  return { expiresAt: Math.floor(Date.parse(at) / 1000) + seconds[kind] };
}
