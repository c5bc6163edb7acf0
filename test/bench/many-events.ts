import { Event } from '../../shared/events/domain/event.ts';
import type { Session } from '../../shared/events/domain/session.ts';
import { calendarPlace } from '../../shared/events/table/calendar-items.ts';
import { eventKey, eventListKey, sessionKey, sessionListKey } from '../../shared/events/table/event-keys.ts';
import { placeInLists } from '../../shared/events/table/event-place-items.ts';
import { stamp } from '../../shared/platform/table/item.ts';
import { putItems } from '../../shared/platform/table/put-items.ts';
import type { Table } from '../../shared/platform/table/table.ts';
import { dueAt } from '../../shared/rules/domain/rule.ts';
import { dueKey } from '../../shared/rules/table/due-keys.ts';
import { rulesKey } from '../../shared/rules/table/rule-keys.ts';

export const EVENTS = 50_000;
export const NOW = Date.parse('2027-03-01T09:00:00Z');
const BLOCK = 2_500;
const DAY = 24 * 60 * 60_000;
const WEEK_MINUTES = 7 * 24 * 60;
/** Fires whose schedule got lost. */
const MISSED = 20;
const rules = [-24 * 60, -60, -10].map((offsetMinutes) => ({
  ...{ id: `m${-offsetMinutes}`, version: 1, anchor: 'start' as const, offsetMinutes },
  timedAt: '2027-01-01T00:00:00.000Z',
}));

/** Stores 50,000 events, each with a session every week and three reminders, or alone. */
export async function storeManyEvents(table: Table, how: 'whole' | 'alone' = 'whole'): Promise<void> {
  for (let first = 0; first < EVENTS; first += BLOCK)
    await putItems(
      table,
      Array.from({ length: BLOCK }, (_, n) =>
        itemsOf(first + n).slice(0, how === 'alone' ? 1 : undefined),
      ).flat(),
    );
}

/** An event with its rules, its last session and its next one, and the notes of what is due. */
function itemsOf(n: number) {
  const digits = n.toString(16).padStart(32, '0');
  const event = Event.parse({
    ...{ id: `evt_${digits}`, title: `Event ${n}`, timeZone: 'UTC' },
    createdAt: '2027-01-01T00:00:00.000Z',
  });
  // Spread over the week, so that it is about 300 an hour.
  const next = NOW + ((n * 7919) % WEEK_MINUTES) * 60_000;
  const sessions = [sessionAt(event, 1, next - 7 * DAY), sessionAt(event, 2, next)];
  const place = { state: 'coming' as const, nextAt: new Date(next).toISOString() };
  return [
    {
      ...eventKey(event.id),
      ...eventListKey(event.id),
      ...placeInLists(event, place, 1),
      ...stamp('event'),
      ...event,
    },
    {
      ...rulesKey(event.id, 'reminder'),
      ...stamp('rules'),
      eventId: event.id,
      kind: 'reminder',
      version: 1,
      rules,
    },
    ...sessions.map((session) => ({
      ...sessionKey(session.id),
      ...sessionListKey(event.id, session.startsAtUtc, session.id),
      ...calendarPlace(session),
      ...stamp('session'),
      ...session,
    })),
    ...sessions.flatMap((session) => notesOf(session, n)),
  ];
}

function sessionAt(event: Event, number: number, startsAt: number): Session {
  const startsAtUtc = new Date(startsAt).toISOString();
  return {
    ...{ id: `ses_${number}${event.id.slice('evt_'.length + 1)}`, eventId: event.id, name: '' },
    ...{ startsAt: startsAtUtc.slice(0, 'yyyy-mm-ddThh:mm'.length), timeZone: 'UTC', startsAtUtc },
    ...{ zoneTable: '2026f', durationMinutes: 60, createdAt: '2027-01-01T00:00:00.000Z' },
    ...{ scheduleVersion: 0, linksVersion: 0, version: 1 },
  };
}

/** What fired has no note any more, unless it is one of the few that did not. */
function notesOf(session: Session, n: number) {
  return rules.flatMap((rule) => {
    const due = dueAt(rule, session);
    const wasMissed = due > NOW - 20 * 60_000 && n % Math.floor(EVENTS / 350 / MISSED) === 0;
    if (due <= NOW && !wasMissed) return [];
    const fire = {
      kind: 'reminder',
      sessionId: session.id,
      ruleId: rule.id,
      dueAt: new Date(due).toISOString(),
    };
    return [{ ...dueKey(fire.dueAt, session.id, rule.id), ...stamp('due'), fire }];
  });
}
