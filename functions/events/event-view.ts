import type { Event } from '../../shared/events/domain/event.ts';
import { SessionInShort } from '../../shared/events/domain/session.ts';
import { sessionsInSight } from '../../shared/events/usecases/sessions-in-sight.ts';
import { eventCounts } from '../../shared/statistics/table/event-counts.ts';
import type { EventDeps } from './deps.ts';
import type { EventView } from './routes/event-routes.ts';

/** An event with where people register, its dates in short, and how many registered for any of them. */
export async function eventView(deps: EventDeps, event: Event): Promise<EventView> {
  const [{ ids, coming, next }, counts] = await Promise.all([
    sessionsInSight(deps, event.id),
    eventCounts(deps.table, event.id),
  ]);
  const { registered, waitlisted, attended, pending } = counts;
  const pageUrl = `${deps.publicOrigin}/e/${event.id}`;
  return {
    ...event,
    locale: event.locale ?? 'en',
    pageUrl,
    embed: `<script src="${pageUrl}/embed.js" async></script>`,
    sessions: { total: ids.length, coming, ...(next && { next: SessionInShort.parse(next) }) },
    counts: { registered, waitlisted, attended, pending },
  };
}
