import { isOpen, type Session } from '../../shared/events/domain/session.ts';
import { confirmPage } from '../../shared/pages/personal/confirm-page.ts';
import type { MessageKind } from '../../shared/pages/page-inputs.ts';
import type { HttpReply, HttpRequest } from '../../shared/platform/runtime/http-request.ts';
import { awaitsApproval } from '../../shared/registrations/domain/registration.ts';
import { setLastSeen } from '../../shared/people/table/set-last-seen.ts';
import { confirm, confirmableDates } from '../../shared/registrations/usecases/confirm.ts';
import { offeredSessions } from '../../shared/registrations/usecases/offered-sessions.ts';
import type { LinkedRegistration } from '../../shared/registrations/usecases/open-link.ts';
import { findLinked, tokenOf } from './find-linked.ts';
import { localeOf, messageReply, page } from './message-reply.ts';
import type { PageDeps } from './deps.ts';

/** The confirm page. It asks to press a button, since opening the link alone confirms nothing. */
export async function showConfirm(deps: PageDeps, request: HttpRequest): Promise<HttpReply> {
  const found = await findLinked(deps, request, 'confirm');
  const { event, session } = found;
  const { waiting, asksAgain } = await confirmableDates(deps, found);
  if (waiting.length === 0 && !asksAgain) return state(deps, request, found);
  return page(
    confirmPage({
      locale: localeOf(request, event.locale),
      title: event.title,
      look: event.look,
      sessions: waiting.length > 0 ? waiting.map((one) => one.session) : [session],
      token: tokenOf(request),
    }),
    200,
    event.look,
  );
}

export async function postConfirm(deps: PageDeps, request: HttpRequest): Promise<HttpReply> {
  const found = await findLinked(deps, request, 'confirm');
  const { waiting } = await confirmableDates(deps, found);
  await confirm(deps, found);
  await setLastSeen(deps.table, found.participant.id, new Date(deps.now()).toISOString());
  // The link's own date may be over, and another one stand by the same word.
  if (waiting.length > 0 && !isOpen(found.session, deps.now()))
    return messageReply(request, 200, 'confirmed', found.event);
  return state(deps, request, await findLinked(deps, request, 'confirm'));
}

/** The state of a registration in words; if it leads nowhere any more, what to do instead. */
async function state(deps: PageDeps, request: HttpRequest, found: LinkedRegistration): Promise<HttpReply> {
  const { event, session, registration } = found;
  if (event.archivedAt !== undefined) return messageReply(request, 410, 'event-archived', event);
  if (!isOpen(session, deps.now())) {
    const [next] = await offeredSessions(deps, event);
    return messageReply(request, 410, closed(session), event, { eventId: event.id, session: next });
  }
  if (registration.status === 'cancelled') return messageReply(request, 410, 'gone', event);
  if (awaitsApproval(registration)) return messageReply(request, 200, 'awaits-approval', event);
  return messageReply(request, 200, registration.status === 'waitlisted' ? 'waitlisted' : 'confirmed', event);
}

const closed = ({ cancelledAt }: Session): MessageKind =>
  cancelledAt === undefined ? 'session-over' : 'session-cancelled';
