import { decideRow, refusalOfClaim, type RowDecision, type RowOutcome } from '../domain/import-change.ts';
import type { ImportRun } from '../domain/import-run.ts';
import { keptMark, markOf, markOfRow, historyOfRow } from '../domain/import-marks.ts';
import { personOf } from '../domain/imported-person.ts';
import { restrictedWishes, wasRestricted, type RestrictedWishes } from '../domain/restricted-wishes.ts';
import type { Participant } from '../../people/domain/participant.ts';
import {
  erasedPerson,
  refusalInChannel,
  refusalToCreate,
  tooLarge,
  type SkipReason,
} from '../domain/skip-reasons.ts';
import type { HistoryEntry } from '../../people/domain/history.ts';
import { changeParticipant, createParticipant } from '../../people/table/change-participant.ts';
import { historyOfParticipant } from '../../people/table/history-of-participant.ts';
import { isTooLarge } from '../../platform/table/failures.ts';
import { insertParticipants } from '../../people/table/insert-participants.ts';
import type { JobReader } from '../../jobs/table/job-reader.ts';
import { patchWish, updateImported } from '../../people/table/participant-items.ts';
import type { ResolvedIdentity } from '../../people/table/resolve-identity.ts';
import type { Table } from '../../platform/table/table.ts';
import type { Patch } from '../../platform/values/patch.ts';
import type { PersonResult } from './rows-to-register.ts';
import { keysOf, type IdentifiedRow } from './import-rows.ts';
import { lookUpIdentities } from '../../people/usecases/look-up-identities.ts';

/** The outcome of a row in the table. */
export interface AppliedRow extends PersonResult {
  /** What the history tells of a row that changed somebody. */
  told?: Record<string, unknown> | undefined;
  /** Groups whose member items must be there. */
  joins: string[];
}

export interface ApplyPlan {
  table: Table;
  /** Reads each job once. */
  jobs: JobReader;
  run: ImportRun;
  /** The line of the file that named the person before, though it may have changed nothing. */
  earlierOf: (row: IdentifiedRow, person: Participant) => number | undefined;
}

/** Whom a row names by its address, or by its id in a channel; `inChannel` where it has both. */
interface Named extends ResolvedIdentity {
  inChannel?: ResolvedIdentity | undefined;
  /** The identity in the channel, when nobody has it yet. */
  claim?: { id: string; at: string } | undefined;
}

/**
 * Applies a row to a person who may exist; reads them again as often as others write in between. `read` is what was found
 * of them already.
 */
export async function applyRow(
  plan: ApplyPlan,
  row: IdentifiedRow,
  read?: ResolvedIdentity,
): Promise<AppliedRow> {
  for (let named: Named | undefined = read; ; named = undefined) {
    const applied = await applyOnce(plan, row, named ?? (await lookUp(plan, row)));
    if (applied) return applied;
  }
}

async function lookUp({ table, run }: ApplyPlan, row: IdentifiedRow): Promise<Named> {
  const { identityId, aliasId } = row;
  const found = await lookUpIdentities(table, keysOf(row));
  const named = found.get(identityId) ?? { id: identityId };
  const inChannel = aliasId === undefined ? undefined : found.get(aliasId);
  const isFree = aliasId !== undefined && inChannel?.id === aliasId && !inChannel.found;
  return { ...named, inChannel, ...(isFree && { claim: { id: aliasId, at: run.at } }) };
}

/** Undefined: somebody else wrote in between. */
async function applyOnce(plan: ApplyPlan, row: IdentifiedRow, named: Named): Promise<AppliedRow | undefined> {
  const refusal = refusalInChannel(named.id, named.inChannel);
  if (refusal) return refuse(plan, row, named, refusal);
  const { found } = named;
  if (!found) return create(plan, row, named);
  if (found.kind === 'erased') return refuse(plan, row, named, { outcome: 'skipped', why: erasedPerson });
  const { person } = found;
  const decision = decideRow(person, row, row.groupIds, plan.run, plan.earlierOf(row, person));
  const full = refusalOfClaim(person, decision, named.claim !== undefined);
  if (full) return refuse(plan, row, named, full);
  if (decision.do === 'nothing') return leave(plan, row, person, decision, named.claim);
  try {
    return await update(plan, row, person, decision, named.claim);
  } catch (error) {
    if (!isTooLarge(error)) throw error;
    return refuse(plan, row, named, { outcome: 'failed', why: tooLarge });
  }
}

async function create(
  { table, run }: ApplyPlan,
  row: IdentifiedRow,
  { id, claim }: Named,
): Promise<AppliedRow | undefined> {
  const refusal = refusalToCreate(row, run.mode);
  if (refusal) return { row, participantId: id, joins: [], ...refusal };
  const person = personOf(row, id, row.groupIds, run);
  const isMade = claim
    ? await createParticipant(table, person, { mark: { by: run.importId, at: run.at }, claim, history: [] })
    : (await insertParticipants(table, [person])).size === 0;
  return isMade
    ? { row, participantId: id, person, outcome: 'created', joins: claim ? [] : row.groupIds }
    : undefined;
}

/** Takes what a faulty row says against mail. */
export async function takeNo(plan: ApplyPlan, row: IdentifiedRow): Promise<void> {
  while (!(await restrictNamed(plan, row, await lookUp(plan, row))));
}

async function refuse(
  plan: ApplyPlan,
  row: IdentifiedRow,
  named: Named,
  { outcome, why }: { outcome: RowOutcome; why: SkipReason },
): Promise<AppliedRow | undefined> {
  if (!(await restrictNamed(plan, row, named))) return undefined;
  return { row, participantId: named.id, joins: [], outcome, why };
}

/** Takes only the wishes of a row, for everybody whom it names; false when somebody else wrote in between. */
async function restrictNamed(
  { table, run }: ApplyPlan,
  row: IdentifiedRow,
  { inChannel, ...named }: Named,
): Promise<boolean> {
  for (const { id, found } of [named, ...(inChannel ? [inChannel] : [])]) {
    // A trace stands for the address it is kept at.
    const known =
      found?.kind === 'person' ? found.person : found && { ...found.wish, email: row.email?.address };
    const wishes = known && restrictedWishes(known, row, run);
    if (!wishes) continue;
    const isWritten =
      found?.kind === 'person'
        ? await updateImported(table, found.person, restriction(found.person, wishes))
        : await patchWish(table, id, { keep: { ...wishes.set }, remove: wishes.remove });
    if (!isWritten) return false;
  }
  return true;
}

async function leave(
  { table, run }: ApplyPlan,
  row: IdentifiedRow,
  person: Participant,
  { outcome, why, wishes, groups = [] }: Extract<RowDecision, { do: 'nothing' }>,
  claim: Named['claim'],
): Promise<AppliedRow | undefined> {
  const claimed = outcome === 'skipped' || outcome === 'failed' ? undefined : claim;
  if (wishes || claimed) {
    if (!(await write(table, person, restriction(person, wishes), claimed))) return undefined;
  }
  const after = { ...person, ...wishes?.set };
  const told = toldOfLeft(run, row, after, outcome);
  return { row, participantId: person.id, person: after, outcome, why, told, joins: groups };
}

async function update(
  { table, jobs, run }: ApplyPlan,
  row: IdentifiedRow,
  person: Participant,
  { changes, outcome }: Extract<RowDecision, { do: 'update' }>,
  claim: Named['claim'],
): Promise<AppliedRow | undefined> {
  const { set, remove, before, groups } = changes;
  const importMark = markOfRow(person, { ...run, line: row.line }, { outcome, before });
  const patch = { set: { ...set, importMark }, remove };
  if (!(await write(table, person, patch, claim, await pastOf(jobs, person)))) return undefined;
  const told = { line: row.line, ...historyOfRow(before, set['optedOutAt'] === run.at) };
  return {
    row,
    participantId: person.id,
    person,
    outcome,
    told: outcome === 'updated' ? told : undefined,
    joins: groups,
  };
}

const restriction = (person: Participant, wishes: RestrictedWishes | undefined): Patch => ({
  set: { ...wishes?.set, importMark: keptMark(person) },
  remove: wishes?.remove ?? [],
});

/** Who is brought in anew: how they had come in before is told by their item no longer. */
async function pastOf(jobs: JobReader, person: Participant): Promise<HistoryEntry[]> {
  if (person.deletedAt === undefined) return [];
  return [await historyOfParticipant(jobs, person)];
}

/** False when somebody wrote to the person, or took the identity, in between. */
async function write(
  table: Table,
  person: Participant,
  patch: Patch,
  claim: Named['claim'],
  history: HistoryEntry[] = [],
): Promise<boolean> {
  if (claim || history.length > 0)
    return (await changeParticipant(table, { person, patch, claim, history })) === 'written';
  return updateImported(table, person, patch);
}

/** What the history tells of somebody whom a row did not change (again), but who may have had their wishes restricted by it. */
function toldOfLeft(
  run: ImportRun,
  row: IdentifiedRow,
  person: Participant,
  outcome: RowOutcome,
): Record<string, unknown> | undefined {
  if (outcome !== 'updated' && !wasRestricted(person, row, run)) return undefined;
  const mark = markOf(person, run.importId);
  // Of whom the import made, the history is told by their item.
  if (mark?.outcome === 'created') return undefined;
  return { line: mark?.line ?? row.line, ...historyOfRow(mark?.before ?? {}, person.optedOutAt === run.at) };
}
