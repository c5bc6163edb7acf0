import type { Event } from '../../shared/events/domain/event.ts';
import { log } from '../../shared/platform/runtime/log.ts';
import { isGet } from '../../shared/platform/runtime/route.ts';
import type { HttpRequest } from '../../shared/platform/runtime/http-request.ts';
import { SessionId } from '../../shared/platform/values/ids.ts';
import { noteVisit } from '../../shared/statistics/usecases/note-visit.ts';
import type { PageDeps } from './deps.ts';

/** Counts a look at the registration page. It never fails: whoever looks sees the page, counted or not. */
export async function countVisit(
  deps: PageDeps,
  event: Event,
  { routeKey, headers, query }: HttpRequest,
): Promise<void> {
  if (!isGet(routeKey)) return;
  const { utm_source: source, utm_medium: medium, utm_campaign: campaign } = query;
  try {
    const sessionId = SessionId.safeParse(query['session']).data;
    await noteVisit(deps, { eventId: event.id, headers, sessionId, utm: { source, medium, campaign } });
  } catch (error) {
    log.error('a visit was not counted', error);
  }
}
