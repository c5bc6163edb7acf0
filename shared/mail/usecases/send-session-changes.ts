import * as z from 'zod';
import { registrationId } from '../../registrations/domain/registration.ts';
import { isStillTrue, sessionChangeRunId, SessionChange } from '../../events/domain/session-change.ts';
import { sessionChangeMail } from '../render/session-change-mail.ts';
import { getEvent } from '../../events/table/event-items.ts';
import { getSession } from '../../events/table/session-items.ts';
import { linkOf, mailInput } from './registrant-mail.ts';
import { sendToMany, type BulkDeps, type BulkOutcomes } from './send-to-many.ts';

/** Says that some people are to hear that their session was moved or cancelled. */
export const SessionChangeMessage = z.object({
  news: SessionChange,
  participantIds: z.array(z.string()).max(100),
});
export type SessionChangeMessage = z.infer<typeof SessionChangeMessage>;

/** Tells each of the people once. Only the latest news of a session counts. */
export async function sendSessionChanges(
  deps: BulkDeps,
  { news, participantIds }: SessionChangeMessage,
): Promise<BulkOutcomes> {
  const session = await getSession(deps.table, news.sessionId);
  const event = session && (await getEvent(deps.table, session.eventId));
  if (!event || !isStillTrue(news, session, deps.now())) return { stale: participantIds.length };
  return sendToMany(
    deps,
    {
      event,
      session,
      runId: sessionChangeRunId(news),
      isFor: (registration) => registration.status === 'registered',
      messageId: (registration) => `news-${registrationId(registration)}-${news.scheduleVersion}`,
      compose: (registrant) =>
        sessionChangeMail({
          ...mailInput(deps, registrant),
          news: news.news,
          before: news.former,
          joinUrl: linkOf(deps, 'j', 'join', registrant),
        }),
    },
    participantIds,
  );
}
