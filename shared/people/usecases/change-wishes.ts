import { isEmailFault, parseEmail } from '../../platform/values/email-address.ts';
import type { HistoryEntry } from '../domain/history.ts';
import { participantIdOf } from '../domain/identity.ts';
import type { Participant } from '../domain/participant.ts';
import { patchWish } from '../table/participant-items.ts';
import { resolveIdentity } from '../table/resolve-identity.ts';
import type { Table } from '../../platform/table/table.ts';
import type { Patch } from '../../platform/values/patch.ts';
import {
  complain,
  ifUntouched,
  optIn,
  optInTo,
  optOut,
  optOutOf,
  whileAt,
  writeWish,
  type WishWrite,
} from '../table/write-wish.ts';

/*
 * What a person wants, changed by the person. Each is one conditional write of the wish and of what the history tells of
 * it: nothing that runs at the same time can lose it, and doing it twice is the same as once.
 */

const everything = { everything: true };
const person = { actor: 'participant', origin: 'page' };

export async function optOutOfEverything(table: Table, participantId: string, now: string): Promise<void> {
  await changeWish(table, participantId, optOut(now), {
    ...person,
    at: now,
    kind: 'opted-out',
    data: everything,
  });
}

export async function optOutOfEvent(
  table: Table,
  participantId: string,
  eventId: string,
  now: string,
): Promise<void> {
  const entry = { ...person, at: now, kind: 'opted-out' as const, data: { eventId } };
  await changeWish(table, participantId, optOutOf(eventId), entry);
}

/**
 * Takes the word about everything back: only a person's own page does. What they said of single events stays. Nothing
 * once mail no longer goes to the address whose holder said it.
 */
export async function optInToEverything(
  table: Table,
  { id, email }: Pick<Participant, 'id' | 'email'>,
  now: string,
): Promise<void> {
  const entry = { ...person, at: now, kind: 'opted-in' as const, data: everything };
  await changeWish(table, id, whileAt(email, optIn), entry);
}

/** Lifts an opt-out for one event only: the act behind a confirm link. Nothing once mail goes elsewhere, as above. */
export async function optInToEvent(
  table: Table,
  { id, email }: Pick<Participant, 'id' | 'email'>,
  eventId: string,
  now: string,
): Promise<void> {
  const entry = { ...person, at: now, kind: 'opted-in' as const, data: { eventId } };
  await changeWish(table, id, whileAt(email, optInTo(eventId)), entry);
}

/** The person called a mail spam. */
export async function recordComplaint(table: Table, participantId: string, at: string): Promise<void> {
  await changeWish(table, participantId, complain(at), { ...provider, at, kind: 'complained' });
}

const provider = { actor: 'system', origin: 'provider' };

type Told = Omit<HistoryEntry, 'participantId' | 'act'>;

const entryOf = (participantId: string, told: Told): HistoryEntry => ({
  ...told,
  participantId,
  act: 'wish',
});

/**
 * Writes to the person an identity belongs to, wherever they have moved; nothing where nobody is. One write, and a look
 * only when there is no person at the id itself. Of those who were erased only the wish is kept.
 */
async function changeWish(table: Table, identityId: string, wish: WishWrite, told: Told): Promise<void> {
  for (let id = identityId; ;) {
    const outcome = await writeWish(table, entryOf(id, told), wish);
    if (outcome === 'written' || outcome === 'unchanged' || outcome === 'nobody') return;
    if (outcome === 'erased' && (await patchWish(table, id, wish.patch))) return;
    id = (await resolveIdentity(table, id)).id;
  }
}

/** The provider says that an address does not exist. The first word stands. It says nothing of the person's other addresses. */
export async function recordBounce(
  deps: { table: Table; identityKey: Uint8Array },
  addressId: string,
  at: string,
): Promise<void> {
  for (;;) {
    const { id, found } = await resolveIdentity(deps.table, addressId);
    if (!found) return;
    if (found.kind === 'erased') {
      // The trace stands for the address it is kept at.
      if (await patchWish(deps.table, id, { keep: { bouncedAt: at } })) return;
      continue;
    }
    const isCurrent = addressId === addressIdOf(deps.identityKey, found.person);
    const patch = bouncePatch(found.person, isCurrent, addressId, at);
    if (!patch) return;
    const entry = entryOf(id, { ...provider, at, kind: 'bounced', data: { isCurrent } });
    if ((await writeWish(deps.table, entry, ifUntouched(patch, found.person.version))) === 'written') return;
  }
}

function bouncePatch(
  person: Participant,
  isCurrent: boolean,
  addressId: string,
  at: string,
): Patch | undefined {
  if (isCurrent) return person.bouncedAt === undefined ? { set: { bouncedAt: at } } : undefined;
  if (person.formerBounces?.[addressId] !== undefined) return undefined;
  return { set: { formerBounces: { ...person.formerBounces, [addressId]: at } } };
}

/** The id of the address that mail to a person goes to; undefined without one. */
export function addressIdOf(
  identityKey: Uint8Array,
  { email }: Pick<Participant, 'email'>,
): string | undefined {
  if (email === undefined) return undefined;
  const parsed = parseEmail(email);
  return isEmailFault(parsed) ? undefined : participantIdOf(identityKey, parsed.key);
}
