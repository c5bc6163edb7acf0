import type { Table } from '../../platform/table/table.ts';
import { chunks } from '../../platform/values/chunks.ts';
import type { ActDone } from '../domain/act.ts';
import { isWanted } from '../domain/notice.ts';
import { recentNotices } from '../table/notice-items.ts';
import type { ActsToNote } from './notice-message.ts';

/** What one message carries: some 12 kB. */
const MOST_ACTS = 50;

/** The messages that note those of the acts of which somebody wants to hear; each is about one event. */
export async function actMessages(
  table: Table,
  acts: readonly ActDone[],
  nowMs: number,
): Promise<ActsToNote[]> {
  const notices = await recentNotices(table, nowMs);
  const wanted = acts.filter((done) => isWanted(notices, done));
  return [...Map.groupBy(wanted, ({ eventId }) => eventId).values()]
    .flatMap((ofEvent) => chunks(ofEvent, MOST_ACTS))
    .map((some) => ({ acts: some, at: new Date(nowMs).toISOString() }));
}
