import { sendAll } from '../../platform/queue/send-all.ts';
import type { Queue } from '../../platform/queue/send-messages.ts';
import type { Table } from '../../platform/table/table.ts';
import { SWEEP_PATIENCE_MS } from '../../platform/values/sweep-times.ts';
import { windowsDueBy } from '../domain/notice-window.ts';
import { dueSummary } from '../domain/summary-day.ts';
import { listNotices } from '../table/notice-items.ts';
import { windowsBefore } from '../table/window-items.ts';
import type { ActsToTell, SummaryDue } from './notice-message.ts';

const MOST_WINDOWS = 200;

/** Queues the summaries that are due, and mails of acts whose message was lost. Answers how many. */
export async function takeUpNotices(deps: { table: Table; bulk: Queue; now: () => number }): Promise<number> {
  const now = deps.now();
  const before = new Date(windowsDueBy(now) - SWEEP_PATIENCE_MS).toISOString();
  const [notices, windows] = await Promise.all([
    listNotices(deps.table),
    windowsBefore(deps.table, before, MOST_WINDOWS),
  ]);
  const summaries = notices.flatMap((notice): SummaryDue[] => {
    const day = dueSummary(notice, now);
    return day === undefined ? [] : [{ summaryDue: { noticeId: notice.id, day } }];
  });
  const lost = windows.map((window): ActsToTell => ({ actsToTell: window }));
  return sendAll(deps.bulk, [...summaries, ...lost]);
}
