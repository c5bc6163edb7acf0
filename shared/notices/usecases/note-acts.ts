import { sendAll } from '../../platform/queue/send-all.ts';
import type { Queue } from '../../platform/queue/send-messages.ts';
import type { Table } from '../../platform/table/table.ts';
import type { ActDone } from '../domain/act.ts';
import { wantsAct, isAbout, type Notice } from '../domain/notice.ts';
import { windowDue, windowOf } from '../domain/notice-window.ts';
import { noteActDay, putActs, unknownActs } from '../table/act-items.ts';
import { listNotices } from '../table/notice-items.ts';
import { openWindow } from '../table/window-items.ts';
import { postActs } from './post-acts.ts';
import type { ActsToNote } from './notice-message.ts';

export interface NoteDeps {
  table: Table;
  /** Where the message goes that a window is to be told. */
  bulk: Queue;
  now: () => number;
}

const iso = (ms: number): string => new Date(ms).toISOString();

/**
 * Notes acts of one event for all who want to be told of them: gathered for their mails, as deliveries to their webhooks, and
 * as a day for their summaries. A message that comes twice does the same as one.
 */
export async function noteActs(deps: NoteDeps, { acts, at }: ActsToNote): Promise<void> {
  const notices = await listNotices(deps.table);
  const mailed = acts.filter((one) => notices.some(({ mail }) => wantsAct(mail, one)));
  await Promise.all([
    gather(deps, notices, mailed, at),
    postActs(deps, notices, acts, at),
    noteDay(deps.table, notices, acts, at),
  ]);
}

/** The window of now is opened before its acts are kept: whoever fails in between comes again, and an empty one tells nothing. */
async function gather(
  deps: NoteDeps,
  notices: readonly Notice[],
  acts: readonly ActDone[],
  at: string,
): Promise<void> {
  const unknown = await unknownActs(deps.table, acts);
  const now = deps.now();
  const until = windowOf(now);
  for (const { id: noticeId, mail } of notices) {
    const own = unknown.find((one) => wantsAct(mail, one));
    if (!own) continue;
    const window = { noticeId, until: iso(until) };
    if (!(await openWindow(deps.table, window, own.eventId))) continue;
    await sendAll(deps.bulk, [{ actsToTell: window }], Math.ceil((windowDue(until) - now) / 1000));
  }
  await putActs(deps.table, unknown, iso(until), at);
}

/** A message is about one event. */
async function noteDay(
  table: Table,
  notices: readonly Notice[],
  [first]: readonly ActDone[],
  at: string,
): Promise<void> {
  const isWanted = ({ mail }: Notice) => mail?.daily !== undefined && isAbout(mail, first?.eventId ?? '');
  if (first && notices.some(isWanted))
    await noteActDay(table, at.slice(0, 'yyyy-mm-dd'.length), first.eventId);
}
