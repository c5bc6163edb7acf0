import { isEmailFault, parseEmail } from '../domain/email-address.ts';
import { participantIdOf } from '../domain/identity.ts';
import type { Participant } from '../domain/participant.ts';
import { patchWish } from '../table/participant-items.ts';
import { resolveIdentity } from '../table/resolve-identity.ts';
import type { Table } from '../table/table.ts';
import type { Patch } from '../table/update-expression.ts';

/*
 * What a person wants, changed by the person. Each is one conditional write of the wish alone: nothing that
 * runs at the same time can lose it, and doing it twice is the same as once.
 */

export async function optOutOfEverything(table: Table, participantId: string, now: string): Promise<void> {
  await changeWish(table, participantId, { keep: { optedOutAt: now }, remove: ['liftedEvents'] });
}

export async function optOutOfEvent(table: Table, participantId: string, eventId: string): Promise<void> {
  await changeWish(table, participantId, {
    addTo: { optedOutEvents: eventId },
    takeFrom: { liftedEvents: eventId },
  });
}

/** Takes the word about everything back: only a person's own page does. What they said of single events stays. */
export async function optInToEverything(table: Table, participantId: string): Promise<void> {
  await changeWish(table, participantId, { remove: ['optedOutAt'] });
}

/** Lifts an opt-out for one event only: the act behind a confirm link. */
export async function optInToEvent(table: Table, participantId: string, eventId: string): Promise<void> {
  await changeWish(table, participantId, {
    addTo: { liftedEvents: eventId },
    takeFrom: { optedOutEvents: eventId },
  });
}

/** The person called a mail spam. */
export async function recordComplaint(table: Table, participantId: string, at: string): Promise<void> {
  await changeWish(table, participantId, { keep: { complainedAt: at } });
}

/**
 * Writes to the person an identity belongs to, wherever they have moved; nothing where nobody is. One write, and a look
 * only when there is no person at the id itself.
 */
async function changeWish(table: Table, identityId: string, patch: Patch): Promise<void> {
  for (let id = identityId; !(await patchWish(table, id, patch));) {
    const now = await resolveIdentity(table, id);
    if (!now.found) return;
    id = now.id;
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
    const { person } = found;
    const patch = bouncePatch(person, addressId === addressIdOf(deps.identityKey, person), addressId, at);
    if (!patch || (await patchWish(deps.table, id, patch, person.version))) return;
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
