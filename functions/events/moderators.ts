import { listSessionIds } from '../../shared/events/table/session-items.ts';
import { moderatorId, type Moderator } from '../../shared/moderators/domain/moderator.ts';
import { listModerators } from '../../shared/moderators/table/moderator-items.ts';
import { makeModeratorToken } from '../../shared/moderators/usecases/moderator-link.ts';
import { setModerators } from '../../shared/moderators/usecases/set-moderators.ts';
import { Refusal } from '../../shared/platform/problems/refusal.ts';
import { json } from '../../shared/platform/runtime/http-function.ts';
import { readJson, type HttpReply, type HttpRequest } from '../../shared/platform/runtime/http-request.ts';
import type { EventDeps } from './deps.ts';
import { findEvent } from './events.ts';
import { SpeakersRequest, TeamRequest, type MemberView } from './routes/moderator-routes.ts';
import { findSession } from './sessions.ts';

export async function showTeam(deps: EventDeps, request: HttpRequest): Promise<HttpReply> {
  const { id } = await findEvent(deps, request);
  return json(200, { members: await views(deps, await listModerators(deps.table, id)) });
}

export async function putTeam(deps: EventDeps, request: HttpRequest): Promise<HttpReply> {
  const { id } = await findEvent(deps, request);
  const { members } = readJson(request, TeamRequest);
  await refuseForeign(deps, id, members);
  const identityKey = await deps.identityKey();
  const team = await setModerators({ ...deps, identityKey }, id, members, 'members');
  return json(200, { members: await views(deps, team) });
}

export async function showSpeakers(deps: EventDeps, request: HttpRequest): Promise<HttpReply> {
  const { id } = await findSession(deps, request);
  return json(200, { speakers: await views(deps, await listModerators(deps.table, id)) });
}

export async function putSpeakers(deps: EventDeps, request: HttpRequest): Promise<HttpReply> {
  const session = await findSession(deps, request);
  if (session.cancelledAt !== undefined)
    throw new Refusal('session-closed', 'This session is cancelled. Make a new one.');
  const { speakers } = readJson(request, SpeakersRequest);
  const identityKey = await deps.identityKey();
  const named = await setModerators({ ...deps, identityKey }, session.id, speakers, 'speakers');
  return json(200, { speakers: await views(deps, named) });
}

/** A member may moderate sessions of the event only. */
async function refuseForeign(
  { table }: EventDeps,
  eventId: string,
  members: readonly { sessionIds?: string[] | undefined }[],
): Promise<void> {
  if (members.every(({ sessionIds }) => sessionIds === undefined)) return;
  const own = new Set(await listSessionIds(table, eventId));
  const errors = members.flatMap(({ sessionIds = [] }, at) =>
    sessionIds.flatMap((id, place) =>
      own.has(id)
        ? []
        : [
            {
              field: `members.${at}.sessionIds.${place}`,
              code: 'unknown-session' as const,
              message: 'The event has no such session.',
            },
          ],
    ),
  );
  if (errors.length > 0) throw new Refusal('invalid-input', 'Some fields need another look.', errors);
}

/** In the order in which they were added. */
async function views(deps: EventDeps, moderators: readonly Moderator[]): Promise<MemberView[]> {
  const [key] = await deps.linkKeys();
  if (!key) throw new Error('There is no link key.');
  return moderators
    .toSorted((a, b) => a.createdAt.localeCompare(b.createdAt) || a.email.localeCompare(b.email))
    .map((moderator) => ({
      id: moderatorId(moderator),
      email: moderator.email,
      ...(moderator.name !== undefined && { name: moderator.name }),
      joinUrl: `${deps.publicOrigin}/j/${makeModeratorToken(key, moderator)}`,
      createdAt: moderator.createdAt,
      ...(moderator.sessionIds && { sessionIds: moderator.sessionIds }),
    }));
}
