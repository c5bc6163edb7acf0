import * as z from 'zod';
import { registrationId } from '../../registrations/domain/registration.ts';
import { isNewsStill, newsRunIdOf, SessionNews } from '../../events/domain/session-change.ts';
import { sessionNewsMail } from '../render/session-change-mail.ts';
import { getEvent } from '../../events/table/event-items.ts';
import { getSession } from '../../events/table/session-items.ts';
import { linkOf, mailInput } from './registrant-mail.ts';
import { sendToMany, type BulkDeps, type BulkOutcomes } from './send-to-many.ts';

/** Says that some people are to hear that their session was moved or cancelled. */
export const NewsMessage = z.object({ news: SessionNews, participantIds: z.array(z.string()).max(100) });
export type NewsMessage = z.infer<typeof NewsMessage>;

/** Tells each of the people once. Only the latest news of a session counts. */
export async function sendNews(deps: BulkDeps, { news, participantIds }: NewsMessage): Promise<BulkOutcomes> {
  const session = await getSession(deps.table, news.sessionId);
  const event = session && (await getEvent(deps.table, session.eventId));
  if (!event || !isNewsStill(news, session, deps.now())) return { stale: participantIds.length };
  return sendToMany(
    deps,
    {
      event,
      session,
      runId: newsRunIdOf(news),
      isFor: (registration) => registration.status === 'registered',
      messageId: (registration) => `news-${registrationId(registration)}-${news.moves}`,
      compose: (registrant) =>
        sessionNewsMail({
          ...mailInput(deps, registrant),
          news: news.news,
          before: news.former,
          joinUrl: linkOf(deps, 'j', 'join', registrant),
        }),
    },
    participantIds,
  );
}
