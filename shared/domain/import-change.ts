import { MOST_GROUPS } from './group.ts';
import type { ImportMode } from './import-options.ts';
import { rowPerson, type RowDraft } from './import-row.ts';
import type { ConsentProof, Participant } from './participant.ts';
import { participantStatus } from './wish.ts';

/** What a row did. `skipped`: an earlier line of the same file had named the person already, or the mode leaves them alone. */
export type RowOutcome = 'created' | 'updated' | 'unchanged' | 'skipped' | 'failed';

/** Which import, and which of its runs: a cancelled import that is started again begins anew. */
export interface ImportRun {
  importId: string;
  run: number;
  mode: ImportMode;
  /** ISO 8601; when wishes that the file brings along are noted. */
  at: string;
}

/** What a row changes in a person, by attribute, and what stood there before (dotted, null for nothing). */
export interface PersonChanges {
  set: Record<string, unknown>;
  remove: string[];
  before: Record<string, unknown>;
  /** Groups the person comes into. */
  groups: string[];
}

export interface SkipReason {
  code: string;
  message: string;
}

/** What is to be done with a row whose person exists already. */
export type RowDecision =
  | { do: 'nothing'; outcome: RowOutcome; why?: SkipReason; groups?: string[] }
  | { do: 'update'; changes: PersonChanges; outcome: 'created' | 'updated' };

/**
 * Decides by the mark that an import leaves on what it wrote, so that a row which is processed again
 * (the worker died before its checkpoint) counts as it did the first time:
 * our own line marked: the outcome stands; an earlier line: this row repeats the person; a later line:
 * had we changed anything, the later line would have been skipped, so there was nothing to change.
 * What an earlier run of the import did stays counted as it was, and gives way to what this run reads.
 */
export function decideRow(
  known: Participant,
  row: RowDraft,
  groupIds: string[],
  run: ImportRun,
): RowDecision {
  const mark = known.importMark?.importId === run.importId ? known.importMark : undefined;
  if (mark && (mark.run ?? 0) === run.run) {
    if (mark.line === row.line)
      return { do: 'nothing', outcome: mark.outcome, groups: groupIds.filter((id) => known.groups?.has(id)) };
    if (mark.line < row.line) return { do: 'nothing', outcome: 'skipped', why: samePerson(mark.line) };
    return { do: 'nothing', outcome: 'unchanged' };
  }
  if (isReverted(known)) return revival(known, row, groupIds, run);
  const refusal = refusalOf(known);
  if (refusal) return { do: 'nothing', outcome: 'skipped', why: refusal };
  const outcome = mark?.outcome ?? 'updated';
  if (run.mode === 'add' && outcome !== 'created') return { do: 'nothing', outcome: 'skipped' };
  const changes = personChanges(known, row, groupIds, run.at);
  if (changes === 'too-many-groups') return { do: 'nothing', outcome: 'failed', why: tooManyGroups };
  if (Object.keys(changes.set).length === 0 && changes.remove.length === 0)
    return { do: 'nothing', outcome: mark?.outcome ?? 'unchanged' };
  return { do: 'update', changes: { ...changes, before: { ...changes.before, ...mark?.before } }, outcome };
}

export const samePerson = (line: number): SkipReason => ({
  code: 'same-person',
  message: `Line ${line} of this file names the same person; that line counts.`,
});

const tooManyGroups: SkipReason = {
  code: 'too-many-groups',
  message: `A person can be in ${MOST_GROUPS} groups at most.`,
};

export const erasedPerson: SkipReason = {
  code: 'erased',
  message: 'This person was erased on request and is not imported again.',
};

export const unknownPerson: SkipReason = {
  code: 'unknown-person',
  message: 'Nobody of this address or identifier is known, and the import only updates.',
};

function refusalOf(known: Participant): SkipReason | undefined {
  const status = participantStatus(known);
  if (status === 'blocked') return { code: 'blocked', message: 'This person is on the black list.' };
  return status === 'deleted'
    ? { code: 'deleted', message: 'This person was deleted. Restore them first, then import again.' }
    : undefined;
}

/** Somebody whom an import had made and its reverting deleted, and nobody since: as good as new. */
const isReverted = ({ importMark, deletedAt, blockedAt, version }: Participant): boolean =>
  deletedAt !== undefined &&
  blockedAt === undefined &&
  importMark?.reverted === true &&
  version === (importMark.version ?? 0) + 1;

/** What a mistaken file said of them goes; their wishes stay. */
function revival(known: Participant, row: RowDraft, groupIds: string[], run: ImportRun): RowDecision {
  if (run.mode === 'update') return { do: 'nothing', outcome: 'skipped', why: unknownPerson };
  const fresh = personOf(row, known.id, groupIds, run);
  const set = Object.fromEntries(
    Object.entries(fresh).filter(
      ([name, value]) =>
        value !== undefined &&
        !kept.has(name) &&
        !row.lowers?.some((wish) => name === wish && known[wish] !== undefined),
    ),
  );
  const remove = [
    'deletedAt',
    'deletedBy',
    ...told.filter((name) => known[name] !== undefined && !(name in set)),
  ];
  return { do: 'update', outcome: 'created', changes: { set, remove, before: {}, groups: groupIds } };
}

/** What stays of somebody who is brought in anew. */
const kept = new Set(['id', 'version', 'importMark', 'createdAt']);

/** What a row can tell of somebody. */
const told = [
  'firstName',
  'lastName',
  'phone',
  'company',
  'locale',
  'timeZone',
  'messenger',
  'profileUrl',
  'avatarUrl',
  'utm',
  'variables',
  'consent',
  'groups',
] as const;

/** What a row says that is not known yet. Empty cells say nothing; consent and wishes are only added to. */
export function personChanges(
  known: Participant,
  row: RowDraft,
  groupIds: string[],
  at: string,
): PersonChanges | 'too-many-groups' {
  const changes: PersonChanges = { set: {}, remove: [], before: {}, groups: [] };
  const current = new Map<string, unknown>(Object.entries(known));
  for (const [name, value] of Object.entries(row.details)) {
    const was = current.get(name);
    if (was !== value) replace(changes, name, value, was);
  }
  mergeMap(changes, 'utm', known.utm, row.utm);
  mergeMap(changes, 'variables', known.variables, row.variables);
  fillConsent(changes, known.consent, row.consent);
  erase(changes, known, row.erases ?? []);
  for (const wish of row.lowers ?? []) {
    if (known[wish] !== undefined) continue;
    changes.set[wish] = at;
    if (wish === 'optedOutAt' && known.liftedEvents) changes.remove.push('liftedEvents');
  }
  const added = groupIds.filter((id) => !known.groups?.has(id));
  if (added.length > 0) {
    const groups = new Set([...(known.groups ?? []), ...added]);
    if (groups.size > MOST_GROUPS) return 'too-many-groups';
    changes.set['groups'] = groups;
    changes.before['groups'] = added;
    changes.groups = added;
  }
  return changes;
}

function replace(changes: PersonChanges, name: string, value: unknown, was: unknown): void {
  changes.set[name] = value;
  changes.before[name] = was ?? null;
}

function mergeMap(
  changes: PersonChanges,
  name: 'utm' | 'variables',
  known: Record<string, unknown> | undefined,
  said: Record<string, unknown> | undefined,
): void {
  const differing = Object.entries(said ?? {}).filter(
    ([key, value]) => value !== undefined && known?.[key] !== value,
  );
  if (differing.length === 0) return;
  changes.set[name] = { ...known, ...Object.fromEntries(differing) };
  for (const [key] of differing) changes.before[`${name}.${key}`] = known?.[key] ?? null;
}

function fillConsent(
  changes: PersonChanges,
  known: ConsentProof | undefined,
  said: ConsentProof | undefined,
): void {
  const fresh = Object.entries(said ?? {}).filter(
    ([key, value]) =>
      value !== undefined &&
      !Object.entries(known ?? {}).some(([one, was]) => one === key && was !== undefined),
  );
  if (fresh.length === 0) return;
  changes.set['consent'] = { ...known, ...Object.fromEntries(fresh) };
  for (const [key] of fresh) changes.before[`consent.${key}`] = null;
}

function erase(changes: PersonChanges, known: Participant, erases: string[]): void {
  const current = new Map<string, unknown>(Object.entries(known));
  for (const path of erases) {
    const [name = '', key] = path.split('.');
    if (key === undefined) {
      if (current.get(name) === undefined) continue;
      changes.remove.push(name);
      changes.before[name] = current.get(name);
    } else if (name === 'utm' || name === 'variables') {
      const map = new Map<string, unknown>(Object.entries(changes.set[name] ?? known[name] ?? {}));
      if (!map.has(key)) continue;
      changes.before[path] = map.get(key);
      map.delete(key);
      changes.set[name] = Object.fromEntries(map);
    }
  }
}

/** Ids are long, and a new row is to cost one write unit. */
const MOST_TOLD_GROUPS = 5;

/** Who a row brings in. */
export function personOf(row: RowDraft, id: string, groupIds: string[], run: ImportRun): Participant {
  return {
    id,
    email: row.email?.address,
    source: 'import',
    ...row.details,
    utm: row.utm,
    variables: row.variables,
    consent: row.consent,
    groups: groupIds.length > 0 ? new Set(groupIds) : undefined,
    ...Object.fromEntries((row.lowers ?? []).map((wish) => [wish, run.at])),
    createdAt: run.at,
    createdBy: run.importId,
    importMark: {
      importId: run.importId,
      line: row.line,
      outcome: 'created',
      version: 1,
      ...(run.run > 0 && { run: run.run }),
      ...(groupIds.length > 0 && { groups: groupIds.slice(0, MOST_TOLD_GROUPS) }),
    },
    version: 1,
  };
}

/** What is kept of a row that was not taken. */
export const skipFault = (row: RowDraft, why: SkipReason) => ({
  line: row.line,
  ...why,
  value: rowPerson(row),
});
