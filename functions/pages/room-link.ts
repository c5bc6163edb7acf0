import { recentEvent } from '../../shared/events/table/recent-events.ts';
import { readRoomToken } from '../../shared/platform/access/link-token.ts';
import type { HttpReply, HttpRequest } from '../../shared/platform/runtime/http-request.ts';
import type { PageDeps } from './deps.ts';
import { tokenOf } from './find-linked.ts';
import { joinReply } from './join-reply.ts';
import { localeOf, messageReply } from './message-reply.ts';

/** Nobody has proved whose address was posted: the way in that a form answers with is for now. The link in the mail stays. */
const OPEN_FOR_MS = 12 * 3_600_000;

/**
 * The room of a form that was just sent, for whoever sent it; undefined for what is no such token. It asks for nobody's
 * registration, so that it tells nothing of whose address was posted.
 */
export async function showRoom(deps: PageDeps, request: HttpRequest): Promise<HttpReply | undefined> {
  const target = readRoomToken(await deps.linkKeys(), tokenOf(request));
  const event = target && (await recentEvent(deps.table, target.eventId, deps.now()));
  if (!target || event?.kind !== 'room') return undefined;
  if (deps.now() - target.postedAt > OPEN_FOR_MS) return messageReply(request, 410, 'gone', event);
  const isOpen = event.archivedAt === undefined;
  return joinReply({
    locale: localeOf(request, event.locale),
    title: event.title,
    look: event.look,
    state: isOpen ? 'live' : 'ended',
    now: new Date(deps.now()).toISOString(),
    roomUrl: isOpen ? event.roomUrl : undefined,
  });
}
