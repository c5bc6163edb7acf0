import { isAlwaysOpen } from '../../shared/events/domain/room.ts';
import { sessionStatus } from '../../shared/events/domain/session.ts';
import { isSpeaker } from '../../shared/moderators/domain/moderator.ts';
import { openModeratorLink } from '../../shared/moderators/usecases/open-moderator-link.ts';
import { moderatorPage } from '../../shared/pages/personal/moderator-page.ts';
import type { HttpReply, HttpRequest } from '../../shared/platform/runtime/http-request.ts';
import type { PageDeps } from './deps.ts';
import { brokenLink, tokenOf } from './find-linked.ts';
import { localeOf, page } from './message-reply.ts';

/** The page of a moderator's link. Nobody attends by it. */
export async function showToModerator(deps: PageDeps, request: HttpRequest): Promise<HttpReply> {
  const { table, now } = deps;
  const found = await openModeratorLink({ table, now, linkKeys: await deps.linkKeys() }, tokenOf(request));
  if (!found) throw brokenLink();
  const { event, sessions, moderator } = found;
  return page(
    moderatorPage({
      locale: localeOf(request, event.locale),
      title: event.title,
      role: isSpeaker(moderator) ? 'speaker' : 'team',
      sessions: sessions.map((session) => ({
        ...session,
        state: sessionStatus(session, now()),
        ...(isAlwaysOpen(session) && { roomUrl: event.roomUrl, isAlwaysOpen: true }),
      })),
    }),
  );
}
