import * as z from 'zod';
import { sessionEnd, type Session } from '../../events/domain/session.ts';
import { getSession } from '../../events/table/session-items.ts';
import { sendAll } from '../../platform/queue/send-all.ts';
import type { Queue } from '../../platform/queue/send-messages.ts';
import type { Table } from '../../platform/table/table.ts';
import { dropDue, getDue, putDue, sessionsDue, type PresenceDue } from '../table/presence-due-items.ts';
import { putJudgement } from '../table/turn-items.ts';
import { SETTLED_MS } from './begin-presence.ts';
import { newJudgement } from './new-judgement.ts';
import { AFTER_MS } from './note-presence.ts';

/** Asks to judge a session by the presence in it. */
export const PresenceCall = z.object({ sessionId: z.string() });
export type PresenceCall = z.infer<typeof PresenceCall>;

interface Deps {
  table: Table;
  now: () => number;
}

/** The sweeper comes every five minutes; one of its turns may be late. */
const AHEAD_MS = 7 * 60_000;
const MOST = 1_000;

/**
 * Calls for the judgement of sessions that end until the sweeper comes again, by messages that wait until then. One that is lost
 * costs five minutes. Answers for how many.
 */
export async function takeUpPresence({
  table,
  now,
  schedules,
}: Deps & { schedules: Queue }): Promise<number> {
  const due = await sessionsDue(table, new Date(now() + AHEAD_MS).toISOString(), MOST);
  const byDelay = Map.groupBy(due, ({ dueAt }) =>
    Math.max(0, Math.ceil((Date.parse(dueAt) - now()) / 1000) + 1),
  );
  for (const [delay, some] of byDelay)
    await sendAll(
      schedules,
      some.map(({ sessionId }): { presence: PresenceCall } => ({ presence: { sessionId } })),
      delay,
    );
  return due.length;
}

/**
 * Has a session judged by the presence in it, once its end is settled, and once more when no beat counts any more. A session that
 * was moved meanwhile waits for its new end; one that was cancelled is judged when it is. Again = the same.
 */
export async function settlePresence({ table, now }: Deps, { sessionId }: PresenceCall): Promise<string> {
  const due = await getDue(table, sessionId);
  if (!due) return 'done before';
  const session = await getSession(table, sessionId);
  if (!session || session.cancelledAt !== undefined) {
    await dropDue(table, sessionId);
    return 'not held';
  }
  if (now() < momentOf(due.turn, session)) return waitFor(table, due, session);
  const because = `presence ${due.turn} ${session.scheduleVersion}`;
  await putJudgement(table, newJudgement({ sessionId, because, by: 'system' }, now()));
  if (due.turn === 'end') return waitFor(table, { ...due, turn: 'late' }, session);
  await dropDue(table, sessionId);
  return 'judged';
}

const momentOf = (turn: PresenceDue['turn'], session: Session): number =>
  sessionEnd(session) + (turn === 'end' ? SETTLED_MS : AFTER_MS + SETTLED_MS);

async function waitFor(table: Table, due: PresenceDue, session: Session): Promise<string> {
  await putDue(table, { ...due, dueAt: new Date(momentOf(due.turn, session)).toISOString() });
  return `waits for ${due.turn}`;
}
