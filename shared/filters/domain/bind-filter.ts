import type { BoundFilter, CheckedFilter, Range, RegistrationScope } from './checked-filter.ts';
import { isInRange } from './filter-values.ts';
import { participantIdOf } from '../../people/domain/identity.ts';

/** When a session starts, in milliseconds. */
export interface SessionStart {
  id: string;
  startsAt: number;
}

/** The sessions that a filter is about. */
export interface SessionBook {
  /** Sessions by the id that names them: their own or their event's. */
  named: ReadonlyMap<string, readonly SessionStart[]>;
  /** Sessions of any event at the dates that are asked for alone. */
  dated: readonly SessionStart[];
}

/** What of the sessions has to be looked up before a filter can be bound. */
export interface SessionNeeds {
  ids: ReadonlySet<string>;
  /** The dates of conditions that name no session, from the first to the last. */
  dates: Range | undefined;
}

/** Finds out which sessions a filter is about. */
export function sessionNeeds(filter: CheckedFilter): SessionNeeds {
  const ids = new Set<string>();
  const spans: Range[] = [];
  const look = (part: CheckedFilter): void => {
    if (part.on === 'all' || part.on === 'any') for (const one of part.parts) look(one);
    if (part.on === 'not') look(part.part);
    if (part.on === 'registered') for (const id of part.ids) ids.add(id);
    if ('scope' in part && part.scope.ids === undefined) spans.push(...part.scope.dates);
  };
  look(filter);
  return { ids, dates: spans.length > 0 ? hullOf(spans) : undefined };
}

function hullOf(spans: Range[]): Range {
  const from = Math.min(...spans.map((span) => span.from ?? span.above ?? -Infinity));
  const below = Math.max(...spans.map((span) => span.below ?? Infinity));
  return { ...(from > -Infinity && { from }), ...(below < Infinity && { below }) };
}

/** Fills in identities and sessions, so that the filter can be tested against a person. */
export function bindFilter(
  filter: CheckedFilter,
  identityKey: Uint8Array,
  sessions: SessionBook,
): BoundFilter {
  const bind = (part: CheckedFilter): BoundFilter => {
    switch (part.on) {
      case 'all':
      case 'any':
        return { on: part.on, parts: part.parts.map(bind) };
      case 'not':
        return { on: 'not', part: bind(part.part) };
      case 'email':
        return { ...part, id: participantIdOf(identityKey, part.key) };
      case 'registered':
        return { on: 'registered', sessions: inScope({ ids: part.ids, dates: [] }), negated: part.negated };
      case 'webinar-date':
        return { on: 'registered', sessions: inScope(part.scope), negated: false };
      case 'attendance':
        return { on: 'attendance', states: part.states, sessions: inScope(part.scope) };
      case 'attendance-share':
        return { on: 'attendance-share', range: part.range, sessions: inScope(part.scope) };
      default:
        return part;
    }
  };
  const inScope = ({ ids, dates }: RegistrationScope): Set<string> => {
    const named = ids ? ids.flatMap((id) => sessions.named.get(id) ?? []) : sessions.dated;
    const matching = named.filter(({ startsAt }) => dates.every((range) => isInRange(range, startsAt)));
    return new Set(matching.map(({ id }) => id));
  };
  return bind(filter);
}

/** The sessions for which registrations must be known before the filter can be decided. */
export function sessionsIn(filter: BoundFilter): Set<string> {
  switch (filter.on) {
    case 'all':
    case 'any':
      return filter.parts.reduce((sum, part) => sum.union(sessionsIn(part)), new Set<string>());
    case 'not':
      return sessionsIn(filter.part);
    case 'registered':
    case 'attendance':
    case 'attendance-share':
      return new Set(filter.sessions);
    default:
      return new Set();
  }
}
