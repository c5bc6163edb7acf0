import { eventsOverBefore } from '../../events/table/event-place-items.ts';
import { isEmailFault, parseEmail } from '../../platform/values/email-address.ts';
import type { HistoryEntry } from '../domain/history.ts';
import { participantIdOf } from '../domain/identity.ts';
import { addressInUse, wishInUse, changeWishAt } from '../domain/move-address.ts';
import type { Participant } from '../domain/participant.ts';
import {
  bounced,
  complained,
  optedIn,
  optedInTo,
  optInsOf,
  optedOut,
  optedOutOf,
  tracePatches,
  withoutOptIns,
  type WishChange,
} from '../domain/wish-changes.ts';
import type { Wish } from '../domain/wish.ts';
import { patchWish } from '../table/participant-items.ts';
import { resolveIdentity } from '../table/resolve-identity.ts';
import type { Table } from '../../platform/table/table.ts';
import type { Patch } from '../../platform/values/patch.ts';
import { writeWish } from '../table/write-wish.ts';

/*
 * What a person wants, changed by the person. A word against mail carries the address it was said at, and is kept there;
 * one that takes it back does so only at the address that it was said at, while mail goes there. Each is one conditional
 * write of the wish and of what the history tells of it: nothing that runs at the same time can lose it, and doing it
 * twice is the same as once.
 */

const everything = { everything: true };
const byPerson = { actor: 'participant', origin: 'page' };
const byProvider = { actor: 'system', origin: 'provider' };

/** Opts an address out of everything. `addressId`: the one that the link was mailed to, which may be a former address. */
export async function optOutOfEverything(table: Table, addressId: string, now: string): Promise<void> {
  const told = { ...byPerson, at: now, kind: 'opted-out' as const, data: everything };
  await restrict(table, addressId, { word: optedOut(now), atTrace: tracePatches.optedOut(now) }, told);
}

/** The same for one event. */
export async function optOutOfEvent(
  table: Table,
  addressId: string,
  eventId: string,
  now: string,
): Promise<void> {
  const told = { ...byPerson, at: now, kind: 'opted-out' as const, data: { eventId } };
  await restrict(
    table,
    addressId,
    { word: optedOutOf(eventId), atTrace: tracePatches.optedOutOf(eventId) },
    told,
  );
}

/**
 * Lifts the opt-out of everything: only a person's own page does. Opt-outs of single events stay. Does nothing once mail
 * goes to another address than the one whose holder opted out.
 */
export async function optInToEverything(table: Table, speaker: LinkHolder, now: string): Promise<void> {
  const told = { ...byPerson, at: now, kind: 'opted-in' as const, data: everything };
  await allow(table, speaker, told, (wish) => ({ ...wish, ...optedIn(wishInUse(wish)) }));
}

/**
 * Lifts an opt-out for one event only: done by a confirm link. Does nothing once mail goes to another address, as above.
 */
export async function optInToEvent(
  table: Table,
  speaker: LinkHolder,
  eventId: string,
  now: string,
): Promise<void> {
  const told = { ...byPerson, at: now, kind: 'opted-in' as const, data: { eventId } };
  await allow(table, speaker, told, async (former) => {
    if (former.liftedEvents?.has(eventId) && !former.optedOutEvents?.has(eventId)) return former;
    const wish = await forgetOldOptIns(table, former, now);
    return { ...wish, ...optedInTo(eventId)(wishInUse(wish)), askRound: (wish.askRound ?? 0) + 1 };
  });
}

/** Opt-ins up to which nobody looks how old they are. */
const MOST_OPT_INS = 16;
/** 13 months, in which an event that comes once a year comes again. */
const OPT_IN_LASTS_MS = 396 * 24 * 60 * 60_000;

/** Keeps a person's item from growing with every event; were such an event planned once more, it asks again. */
async function forgetOldOptIns(table: Table, wish: Wish, now: string): Promise<Wish> {
  const events = optInsOf(wish);
  if (events.size < MOST_OPT_INS) return wish;
  const before = new Date(Date.parse(now) - OPT_IN_LASTS_MS).toISOString();
  return withoutOptIns(wish, await eventsOverBefore(table, events, before));
}

/** The holder of this address called a mail spam. */
export async function recordComplaint(table: Table, addressId: string, at: string): Promise<void> {
  const told = { ...byProvider, at, kind: 'complained' as const };
  await restrict(table, addressId, { word: complained(at), atTrace: tracePatches.complained(at) }, told);
}

/**
 * Records that an address does not exist, as the mail provider reports. The first report stands. It says nothing about the
 * person's other addresses.
 */
export async function recordBounce(table: Table, addressId: string, at: string): Promise<void> {
  await changeWish(table, addressId, tracePatches.bounced(at), (person) => {
    const isCurrent = addressId === addressInUse(person);
    const told = { ...byProvider, at, kind: 'bounced' as const, data: { isCurrent } };
    if (isCurrent) return { wish: { ...bounced(at)(wishInUse(person)) }, told };
    const former = bounced(at)(person.formerWishes?.[addressId] ?? {});
    return { wish: { formerWishes: { ...person.formerWishes, [addressId]: former } }, told };
  });
}

/** The person whose link it is, and the address it was mailed to: it only counts while mail to them goes there. */
type LinkHolder = Pick<Participant, 'id' | 'email'>;
type Told = Omit<HistoryEntry, 'participantId' | 'act'>;
type Change = { wish: Wish; told: Told };

async function restrict(
  table: Table,
  addressId: string,
  { word, atTrace }: { word: WishChange; atTrace: Patch },
  told: Told,
): Promise<void> {
  await changeWish(table, addressId, atTrace, (person) => ({
    wish: changeWishAt({ wish: person, addressId: addressInUse(person) }, [addressId], word),
    told,
  }));
}

async function allow(
  table: Table,
  { id, email }: LinkHolder,
  told: Told,
  change: (wish: Wish) => Wish | Promise<Wish>,
): Promise<void> {
  await changeWish(table, id, undefined, async (person) =>
    email === undefined || person.email !== email ? undefined : { wish: await change(person), told },
  );
}

/**
 * Changes the wish of the person whom an identity belongs to, wherever it leads; does nothing if that is nobody. Repeated
 * when somebody else wrote meanwhile. Of erased people only the wish is kept.
 */
async function changeWish(
  table: Table,
  identityId: string,
  atTrace: Patch | undefined,
  change: (person: Participant) => Change | undefined | Promise<Change | undefined>,
): Promise<void> {
  for (;;) {
    const { id, found } = await resolveIdentity(table, identityId);
    if (!found) return;
    if (found.kind === 'erased') {
      if (!atTrace || (await patchWish(table, id, atTrace))) return;
      continue;
    }
    const changed = await change(found.person);
    if (!changed) return;
    const entry: HistoryEntry = { ...changed.told, participantId: id, act: 'wish' };
    if ((await writeWish(table, found.person, changed.wish, entry)) !== 'overtaken') return;
  }
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
