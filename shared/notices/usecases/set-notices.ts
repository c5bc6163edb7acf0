import { getEvents } from '../../events/table/event-items.ts';
import {
  getRunDestination,
  putRunDestination,
  removeRunDestination,
} from '../../handovers/table/run-destination-items.ts';
import { keepMailbox } from '../../mail/table/mailbox-items.ts';
import { participantIdOf } from '../../people/domain/identity.ts';
import { Refusal } from '../../platform/problems/refusal.ts';
import type { Table } from '../../platform/table/table.ts';
import type { EmailAddress } from '../../platform/values/email-address.ts';
import { newWebhookSecret } from '../../platform/values/webhook-destination.ts';
import { MOST_NOTICES, noticeIdOf, type Notice } from '../domain/notice.ts';
import { getNotice, listNotices, setNotice } from '../table/notice-items.ts';

interface Deps {
  table: Table;
  identityKey: Uint8Array;
  now: () => number;
  random: (bytes: number) => Uint8Array;
}

type Mail = NonNullable<Notice['mail']>;
type Webhook = NonNullable<Notice['webhook']>;

/** What an organizer asks for; what is left out is switched off. */
export interface WantedNotices {
  mail?: (Omit<Mail, 'address' | 'addressId'> & { address: EmailAddress }) | undefined;
  webhook?: (Webhook & { secret?: string | undefined }) | undefined;
}

/**
 * Sets what an organizer is told of, in place of what it was. A webhook's secret stays, unless another one is given or the
 * address is another: then it is made, and answered this once. Setting a webhook switches it on again.
 */
export async function setNotices(
  deps: Deps,
  organizerId: string,
  wanted: WantedNotices,
): Promise<{ notice: Notice; newSecret?: string | undefined }> {
  const { table } = deps;
  const id = noticeIdOf(organizerId);
  await refuseUnknownEvents(table, wanted);
  const before = await getNotice(table, id);
  if (!before && (await listNotices(table)).length >= MOST_NOTICES)
    throw new Refusal('conflict', `At most ${MOST_NOTICES} organizers can be told of something.`);
  const updatedAt = new Date(deps.now()).toISOString();
  const mail = wanted.mail && mailOf(deps, wanted.mail);
  if (mail) await keepMailbox(table, mail.addressId, updatedAt);
  // The destination first: an act that is wanted finds it.
  const newSecret = await setDestination(deps, id, wanted.webhook);
  const { acts = [], eventIds, url } = wanted.webhook ?? {};
  const webhook = url === undefined ? undefined : { acts, url, ...(eventIds && { eventIds }) };
  const notice = { id, updatedAt, ...(mail && { mail }), ...(webhook && { webhook }) };
  await setNotice(table, notice);
  return { notice, newSecret };
}

/** Switches off whatever somebody is told of. What was posted about people is still found by what is left. */
export async function removeNotices({ table, now }: Pick<Deps, 'table' | 'now'>, id: string): Promise<void> {
  if (!(await getNotice(table, id)))
    throw new Refusal('not-found', 'Nobody with this id asked to be told of anything.');
  await removeRunDestination(table, id);
  await setNotice(table, { id, updatedAt: new Date(now()).toISOString() });
}

function mailOf({ identityKey }: Deps, { address, ...wish }: NonNullable<WantedNotices['mail']>): Mail {
  return { ...wish, address: address.address, addressId: participantIdOf(identityKey, address.key) };
}

async function setDestination(
  { table, random }: Deps,
  runId: string,
  wanted: WantedNotices['webhook'],
): Promise<string | undefined> {
  if (!wanted) {
    await removeRunDestination(table, runId);
    return undefined;
  }
  const known = await getRunDestination(table, runId);
  const kept = known?.url === wanted.url ? known.secret : undefined;
  const secret = wanted.secret ?? kept ?? newWebhookSecret(random);
  await putRunDestination(table, { runId, url: wanted.url, secret });
  return secret === wanted.secret || secret === kept ? undefined : secret;
}

async function refuseUnknownEvents(table: Table, wanted: WantedNotices): Promise<void> {
  const named = (['mail', 'webhook'] as const).flatMap((part) =>
    (wanted[part]?.eventIds ?? []).map((id, at) => ({ field: `${part}.eventIds.${at}`, id })),
  );
  const known = new Set(
    (await getEvents(table, [...new Set(named.map(({ id }) => id))])).map(({ id }) => id),
  );
  const errors = named
    .filter(({ id }) => !known.has(id))
    .map(({ field }) => ({ field, code: 'unknown-event' as const, message: 'There is no such event.' }));
  if (errors.length > 0) throw new Refusal('invalid-input', 'Some fields need another look.', errors);
}
