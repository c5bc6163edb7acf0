import { decideRow, refusalOfClaim } from '../../domain/import-change.ts';
import { personOf } from '../../domain/imported-person.ts';
import {
  erasedPerson,
  refusalInChannel,
  refusalToCreate,
  samePerson,
  namesTwoPeople,
} from '../../domain/skip-reasons.ts';
import type { ResolvedIdentity } from '../../../people/table/resolve-identity.ts';
import type { Table } from '../../../platform/table/table.ts';
import type { PersonResult } from '../rows-to-register.ts';
import { keysOf, resolveGroups, type IdentifiedRow, type ReadRows, type RowPlan } from '../import-rows.ts';
import { lookUpIdentities } from '../../../people/usecases/look-up-identities.ts';

/**
 * The people that earlier rows have named: for a dry run, this replaces the marks and registrations that a real run finds
 * in the table.
 */
export interface DryRunOutcome {
  /** The line of each person. */
  lines: Map<string, number>;
  /** Whom they would have registered. */
  registered: Set<string>;
}

/** Ids that are remembered, two for a row with two of them; of a longer file, repeats far apart are not recognized. */
const MOST_SEEN = 1_500_000;

/** Reports what each row of a block would do, and writes nothing. */
export async function dryRunBlock(
  plan: RowPlan & { table: Table },
  read: ReadRows,
  { lines }: DryRunOutcome,
): Promise<ReadRows & { results: PersonResult[] }> {
  const { rows, ...others } = resolveGroups(plan.groups, read);
  const people = await lookUpIdentities(plan.table, rows.flatMap(keysOf));
  const results = rows.map((row): PersonResult => {
    const { id, found } = people.get(row.identityId) ?? { id: row.identityId };
    const inChannel = row.aliasId === undefined ? undefined : people.get(row.aliasId);
    const line = lines.get(id);
    const isTwo = inChannel !== undefined && lines.get(inChannel.id) !== line && lines.has(inChannel.id);
    const refusal = isTwo
      ? { outcome: 'failed' as const, why: namesTwoPeople }
      : refusalInChannel(id, inChannel);
    if (refusal) return { row, participantId: id, ...refusal };
    if (line !== undefined) return { row, participantId: id, outcome: 'skipped', why: samePerson(line) };
    const result = { row, participantId: id, ...dryRunRow(plan, row, id, { found, inChannel }) };
    if (result.outcome !== 'skipped' && result.outcome !== 'failed' && lines.size < MOST_SEEN)
      for (const one of [id, ...(inChannel ? [inChannel.id] : [])]) lines.set(one, row.line);
    return result;
  });
  return { rows, ...others, results };
}

function dryRunRow(
  { run }: RowPlan,
  row: IdentifiedRow,
  id: string,
  { found, inChannel }: Pick<ResolvedIdentity, 'found'> & { inChannel: ResolvedIdentity | undefined },
): Pick<PersonResult, 'outcome' | 'why' | 'person'> {
  if (!found)
    return (
      refusalToCreate(row, run.mode) ?? {
        outcome: 'created',
        person: personOf(row, id, row.groupIds, run),
      }
    );
  if (found.kind === 'erased') return { outcome: 'skipped', why: erasedPerson };
  const { person } = found;
  const decision = decideRow(person, row, row.groupIds, run);
  const isNewInChannel = inChannel !== undefined && inChannel.id === row.aliasId && !inChannel.found;
  const full = refusalOfClaim(person, decision, isNewInChannel);
  if (full) return { ...full, person };
  if (decision.do === 'update') return { outcome: decision.outcome, person };
  return { outcome: decision.outcome, why: decision.why, person: { ...person, ...decision.wishes?.set } };
}
