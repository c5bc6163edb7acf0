import { getRunDestination } from '../../shared/handovers/table/run-destination-items.ts';
import { mayMailOrganizer } from '../../shared/mail/usecases/organizers/may-mail-organizer.ts';
import { Notice, noticeIdOf } from '../../shared/notices/domain/notice.ts';
import { getNotice, listNotices } from '../../shared/notices/table/notice-items.ts';
import { removeNotices, setNotices } from '../../shared/notices/usecases/set-notices.ts';
import { requirePermission } from '../../shared/platform/access/role.ts';
import { json } from '../../shared/platform/runtime/http-function.ts';
import {
  readId,
  readJson,
  type HttpReply,
  type HttpRequest,
} from '../../shared/platform/runtime/http-request.ts';
import type { OrganizerRequest } from '../../shared/platform/runtime/route.ts';
import { webhookDestinationFor } from '../../shared/platform/values/webhook-destination.ts';
import type { EventDeps } from './deps.ts';
import { noticesRequest, type NoticesView } from './routes/notice-routes.ts';

export async function showNotices(deps: EventDeps, { organizer }: OrganizerRequest): Promise<HttpReply> {
  const notice = await getNotice(deps.table, noticeIdOf(organizer.id));
  return json(200, notice ? await viewOf(deps, notice) : {});
}

/** Sets what whoever asks is told of; only admins take people out by a webhook. */
export async function putNotices(deps: EventDeps, request: OrganizerRequest): Promise<HttpReply> {
  const { organizer } = request;
  const { url } = webhookDestinationFor(deps.exemptHosts).shape;
  const { mail, webhook } = readJson(request, noticesRequest(url));
  if (webhook) requirePermission(organizer, 'people:hand-over');
  const identityKey = await deps.identityKey();
  const wanted = { ...(mail && { mail }), ...(webhook && { webhook }) };
  const { notice, newSecret } = await setNotices({ ...deps, identityKey }, organizer.id, wanted);
  return json(200, await viewOf(deps, notice, newSecret));
}

export async function listEverybodysNotices(deps: EventDeps, _request: HttpRequest): Promise<HttpReply> {
  const notices = (await listNotices(deps.table)).filter(({ mail, webhook }) => mail ?? webhook);
  const items = await Promise.all(
    notices.map(async (notice) => ({ id: notice.id, ...(await viewOf(deps, notice)) })),
  );
  return json(200, { items });
}

/** Switches off what somebody is told of; doing it twice changes nothing more. */
export async function deleteNotices(deps: EventDeps, request: HttpRequest): Promise<HttpReply> {
  await removeNotices(deps, readId(request, 'noticeId', Notice.shape.id));
  return { status: 204 };
}

async function viewOf(
  { table }: EventDeps,
  { id, mail, webhook, updatedAt }: Notice,
  secret?: string,
): Promise<NoticesView> {
  const [isOpen, destination] = await Promise.all([
    mail && mayMailOrganizer(table, mail.addressId),
    webhook && getRunDestination(table, id),
  ]);
  return {
    ...(mail && { mail: { ...withoutId(mail), state: isOpen === true ? 'on' : 'stopped' } }),
    ...(webhook && {
      webhook: {
        ...webhook,
        ...(secret !== undefined && { secret }),
        state: destination?.switchedOff === undefined ? 'on' : 'switched-off',
        ...(destination?.switchedOff !== undefined && { reason: destination.switchedOff }),
      },
    }),
    updatedAt,
  };
}

const withoutId = ({ addressId: _addressId, ...shown }: NonNullable<Notice['mail']>) => shown;
