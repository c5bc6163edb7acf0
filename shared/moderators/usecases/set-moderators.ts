import { participantIdOf } from '../../people/domain/identity.ts';
import { Refusal } from '../../platform/problems/refusal.ts';
import type { Table } from '../../platform/table/table.ts';
import { keepMailbox } from '../../mail/table/mailbox-items.ts';
import { inParallel } from '../../platform/values/in-parallel.ts';
import type { GivenModerator, Moderator } from '../domain/moderator.ts';
import { listModerators, writeModerators } from '../table/moderator-items.ts';

interface Deps {
  table: Table;
  identityKey: Uint8Array;
  now: () => number;
  random: (bytes: number) => Uint8Array;
}

/** Others who set the same team meanwhile. */
const MOST_ROUNDS = 5;
const AT_ONCE = 10;

/**
 * Sets the whole team of an event, or all speakers of a session: who is new gets a link by mail, who is named again keeps
 * theirs, and the links of all others stop. Setting the same twice changes nothing more.
 */
export async function setModerators(
  deps: Deps,
  ownerId: string,
  wanted: readonly GivenModerator[],
  field: string,
): Promise<Moderator[]> {
  refuseRepeated(wanted, field);
  const { table } = deps;
  const at = new Date(deps.now()).toISOString();
  const named = wanted.map(({ email, name, sessionIds }) => ({
    ownerId,
    addressId: participantIdOf(deps.identityKey, email.key),
    email: email.address,
    ...(name !== undefined && name !== '' && { name }),
    ...(sessionIds && { sessionIds: [...new Set(sessionIds)] }),
  }));
  await inParallel(named, AT_ONCE, async ({ addressId }) => keepMailbox(table, addressId, at));
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const present = new Map((await listModerators(table, ownerId)).map((one) => [one.addressId, one]));
    const moderators = named.map((one): Moderator => {
      const { linkEpoch = newEpoch(deps), createdAt = at } = present.get(one.addressId) ?? {};
      return { ...one, linkEpoch, createdAt };
    });
    const isWritten = await writeModerators(table, {
      added: moderators.filter(({ addressId }) => !present.has(addressId)),
      changed: moderators.flatMap((after) => {
        const before = present.get(after.addressId);
        return before && differ(before, after) ? [{ before, after }] : [];
      }),
      removed: [...present.values()].filter(
        ({ addressId }) => !named.some((one) => one.addressId === addressId),
      ),
    });
    if (isWritten) return moderators;
  }
  throw new Refusal('conflict', 'Somebody else changes the same list. Read it again and repeat.');
}

/** Two bytes, as links carry them; never 0. */
const newEpoch = ({ random }: Deps): number => 1 + (Buffer.from(random(2)).readUInt16BE() % 65_535);

const differ = (one: Moderator, other: Moderator): boolean =>
  one.name !== other.name ||
  one.email !== other.email ||
  String(one.sessionIds ?? 'all') !== String(other.sessionIds ?? 'all');

function refuseRepeated(wanted: readonly GivenModerator[], field: string): void {
  const keys = wanted.map(({ email }) => email.key);
  const errors = keys.flatMap((key, at) =>
    keys.indexOf(key) < at
      ? [
          {
            field: `${field}.${at}.email`,
            code: 'exists' as const,
            message: 'This address is in the list already: name it once.',
          },
        ]
      : [],
  );
  if (errors.length > 0) throw new Refusal('invalid-input', 'Some fields need another look.', errors);
}
