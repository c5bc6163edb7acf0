import type { Event } from '../../shared/events/domain/event.ts';
import { SessionInShort } from '../../shared/events/domain/session.ts';
import { sessionsInSight } from '../../shared/events/usecases/sessions-in-sight.ts';
import { inParallel } from '../../shared/platform/values/in-parallel.ts';
import { sessionCounts, type SessionCounts } from '../../shared/registrations/table/session-counts.ts';
import type { EventDeps } from './deps.ts';
import type { EventView } from './routes/event-routes.ts';

const AT_ONCE = 16;

/** An event with where people register, its dates in short, and how many registered, as the counts of its sessions say. */
export async function eventView(deps: EventDeps, event: Event): Promise<EventView> {
  const { ids, coming, next } = await sessionsInSight(deps, event.id);
  const counts: SessionCounts = { registered: 0, waitlisted: 0, attended: 0, pending: 0 };
  await inParallel(ids, AT_ONCE, async (id) => {
    const part = await sessionCounts(deps.table, id);
    counts.registered += part.registered;
    counts.waitlisted += part.waitlisted;
    counts.attended += part.attended;
    counts.pending += part.pending;
  });
  const pageUrl = `${deps.publicOrigin}/e/${event.id}`;
  return {
    ...event,
    locale: event.locale ?? 'en',
    pageUrl,
    embed: `<script src="${pageUrl}/embed.js" async></script>`,
    sessions: { total: ids.length, coming, ...(next && { next: SessionInShort.parse(next) }) },
    counts,
  };
}
