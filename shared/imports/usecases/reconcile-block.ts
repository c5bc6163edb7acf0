import { anonymiseRegistration } from '../../registrations/table/anonymise-registration.ts';
import { getGroups } from '../../groups/table/group-items.ts';
import { dropStrayMember, removeFromGroup } from '../../people/table/write-membership.ts';
import { getMembers } from '../../groups/table/member-items.ts';
import { moveMembership } from '../../merging/table/move-membership.ts';
import { moveRegistration } from '../../merging/table/move-registration.ts';
import { personIn, resolveIdentity, type ResolvedIdentity } from '../../people/table/resolve-identity.ts';
import type { Table } from '../../platform/table/table.ts';
import { inParallel } from '../../platform/values/in-parallel.ts';
import { lookUpIdentities } from '../../people/usecases/look-up-identities.ts';
import type { AppliedRow } from './apply-row.ts';

const AT_ONCE = 16;
/** Each means that somebody wrote to the same registration or person in between. */
const MOST_ROUNDS = 20;

interface ReconcilePlan {
  sessionId: string | undefined;
  /** ISO 8601. */
  at: string;
}

/**
 * Reads the people of a block again, after they were put into groups and into the session, and takes back what should not be
 * there: who merged, deleted or erased a person in between, or deleted a group, could not yet find these places to remove
 * them. Reads nothing where the rows put nobody anywhere. Answers the groups that are gone.
 */
export async function reconcileBlock(
  table: Table,
  { sessionId, at }: ReconcilePlan,
  results: AppliedRow[],
): Promise<string[]> {
  const rows = results.filter(({ row }) => sessionId !== undefined || row.groupIds.length > 0);
  if (rows.length === 0) return [];
  const groupIds = new Set(rows.flatMap(({ row }) => row.groupIds));
  const living = groupIds.size === 0 ? new Map<string, unknown>() : await getGroups(table, groupIds);
  const gone = new Set([...groupIds].filter((id) => !living.has(id)));
  const now = await lookUpIdentities(
    table,
    rows.flatMap(({ row, participantId }) => [participantId, row.identityId]),
  );
  await inParallel(rows, AT_ONCE, async ({ row, participantId }) => {
    // Under the row's own identity stands what a worker wrote who died before it became a pointer.
    for (const id of new Set([participantId, row.identityId])) {
      const identity = now.get(id) ?? { id };
      for (const groupId of row.groupIds) await tidyMember(table, id, identity, groupId, gone);
      if (sessionId !== undefined) await tidyRegistration(table, sessionId, id, identity, at);
    }
  });
  return [...gone];
}

async function tidyMember(
  table: Table,
  id: string,
  identity: ResolvedIdentity,
  groupId: string,
  gone: ReadonlySet<string>,
): Promise<void> {
  let { id: to } = identity;
  for (let round = 0; to !== id && !(await moveMembership(table, groupId, id, to)); round += 1) {
    if (round === MOST_ROUNDS) throw stillOpen(id);
    to = (await resolveIdentity(table, id)).id;
  }
  const person = personIn(identity);
  const isIn = person?.groups?.has(groupId) === true && person.deletedAt === undefined;
  if (isIn && gone.has(groupId)) await removeFromGroup(table, to, groupId);
  else if (!isIn && to === id && identity.found) {
    // There is hardly ever one, and a look is cheaper than a transaction.
    const [stray] = await getMembers(table, [id], [groupId]);
    if (stray !== undefined) await dropStrayMember(table, groupId, id);
  }
}

async function tidyRegistration(
  table: Table,
  sessionId: string,
  id: string,
  identity: ResolvedIdentity,
  at: string,
): Promise<void> {
  if (identity.found?.kind === 'erased') {
    await anonymiseRegistration(table, { sessionId, participantId: identity.id }, at);
    return;
  }
  let { id: to } = identity;
  for (let round = 0; to !== id; round += 1) {
    if ((await moveRegistration(table, sessionId, id, to)) !== 'changed') return;
    if (round === MOST_ROUNDS) throw stillOpen(id);
    to = (await resolveIdentity(table, id)).id;
  }
}

const stillOpen = (id: string): Error => new Error(`Nothing settles what hangs on ${id}.`);
