import { sessionEnd, type Session } from '../../events/domain/session.ts';
import { sessionsBetween } from '../../events/table/calendar-items.ts';
import { getEvents } from '../../events/table/event-items.ts';
import { getSessions } from '../../events/table/session-items.ts';
import type { Table } from '../../platform/table/table.ts';
import { beginsWith } from '../domain/decide-settings.ts';
import type { ReportAnswers } from '../domain/report-settings.ts';
import { likeliest, type SessionInQuestion } from '../domain/session-of-report.ts';
import type { StudiedReport } from './study-report.ts';

/** How far the clocks of two zones are apart at most. */
const FARTHEST_MS = 26 * 3600_000;
const MOST_CHOICES = 20;

/**
 * The session that a report is of: the only one that began when it did, or the one of those that has its room or its topic.
 * Otherwise those among which somebody may choose, the likeliest first.
 */
export async function findSession(
  table: Table,
  { facts, meeting }: StudiedReport,
  answers: ReportAnswers,
): Promise<{ found: SessionInQuestion } | { choices: string[] }> {
  const near = new Map<string, SessionInQuestion>();
  for (const { from } of Object.values(facts.spans)) {
    const span = { from: from - FARTHEST_MS, below: from + FARTHEST_MS };
    const entries = facts.isClockOnly ? [] : await sessionsBetween(table, span);
    const held = entries.filter(({ cancelledAt }) => cancelledAt === undefined);
    for (const session of await inQuestion(
      table,
      held.map(({ id }) => id),
    ))
      near.set(session.id, session);
  }
  const fitting = [...near.values()].filter((session) => beginsWith(facts, session, answers));
  const best = likeliest(meeting, fitting);
  const [only] = best;
  if (only && best.length === 1) return { found: only };
  const choices = [...best, ...fitting, ...near.values()].map(({ id }) => id);
  return { choices: [...new Set(choices)].slice(0, MOST_CHOICES) };
}

/** These sessions as reports are held against them; those that are gone are left out. */
export async function inQuestion(table: Table, sessionIds: string[]): Promise<SessionInQuestion[]> {
  const sessions = await getSessions(table, sessionIds);
  const events = await getEvents(table, [...new Set(sessions.map(({ eventId }) => eventId))]);
  const titles = new Map(events.map(({ id, title }) => [id, title]));
  return sessions
    .filter(({ deletedAt }) => deletedAt === undefined)
    .map((session) => sessionInQuestion(session, titles.get(session.eventId) ?? ''));
}

const sessionInQuestion = (session: Session, title: string): SessionInQuestion => ({
  id: session.id,
  name: session.name,
  title,
  timeZone: session.timeZone,
  startsAt: Date.parse(session.startsAtUtc),
  durationMinutes: (sessionEnd(session) - Date.parse(session.startsAtUtc)) / 60_000,
  roomUrl: session.roomUrl,
});
