import { confirmPage } from '../../shared/pages/confirm-page.ts';
import type { HttpReply, HttpRequest } from '../../shared/platform/runtime/http-request.ts';
import { confirm, mayConfirm } from '../../shared/registrations/usecases/confirm.ts';
import { noteSeen } from '../../shared/people/table/note-seen.ts';
import { linked, tokenOf } from './linked.ts';
import { localeOf, messageReply, page } from './message-reply.ts';
import type { PageDeps } from './deps.ts';

/** Asks for one press of a button; opening the link alone confirms nothing. */
export async function showConfirm(deps: PageDeps, request: HttpRequest): Promise<HttpReply> {
  const found = await linked(deps, request, 'confirm');
  const { event, session, registration } = found;
  if (registration.status === 'cancelled') return messageReply(request, 410, 'gone', event);
  if (!mayConfirm(found)) return messageReply(request, 200, 'confirmed', event);
  return page(
    confirmPage({
      locale: localeOf(request, event.locale),
      title: event.title,
      sessions: [session],
      token: tokenOf(request),
    }),
  );
}

export async function postConfirm(deps: PageDeps, request: HttpRequest): Promise<HttpReply> {
  const found = await linked(deps, request, 'confirm');
  if (found.registration.status === 'cancelled') return messageReply(request, 410, 'gone', found.event);
  await confirm(deps, found);
  await noteSeen(deps.table, found.participant.id, new Date(deps.now()).toISOString());
  return messageReply(request, 200, 'confirmed', found.event);
}
