import { Lifetimes } from './lifetimes.ts';
import type { Table } from './table.ts';

const DAY_SECONDS = 24 * 3600;
/** No month is longer. */
const MONTH_SECONDS = 31 * DAY_SECONDS;

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
