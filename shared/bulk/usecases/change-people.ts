import type { BulkJob, BulkVerdict } from '../domain/bulk-job.ts';
import type { HistoryKind } from '../../people/domain/history.ts';
import type { Participant } from '../../people/domain/participant.ts';
import { historyItem } from '../../people/table/history-items.ts';
import { getParticipants } from '../../people/table/participant-items.ts';
import type { UndoMark } from '../../jobs/table/undo-items.ts';
import { writeBulkChanges, type BulkChange } from '../table/write-bulk-changes.ts';
import { chunks } from '../../platform/values/chunks.ts';
import { inParallel } from '../../platform/values/in-parallel.ts';
import type { BulkActionWork, BulkContext, BulkReader } from './bulk-action-work.ts';

/** What is to be written to one person. */
export interface PersonChange extends Pick<BulkChange, 'patch' | 'join' | 'leave'> {
  /** What is replaced, by field; null where nothing stands. */
  before?: Record<string, unknown>;
  history: { kind: HistoryKind; data?: Record<string, unknown> };
}

export type Decision = PersonChange | BulkVerdict;

/** An action that changes people, each as they are at that moment; `at` is the moment of writing. */
export interface PersonRule {
  decide: (person: Participant, at: string) => Decision | Promise<Decision>;
  /** The change that undoes the marked one, as far as nobody changed it since. */
  takeBack?: (person: Participant, mark: UndoMark, at: string) => Decision | Promise<Decision>;
}

const AT_ONCE = 16;
/** People that are decided on together: with marks, group places and history they fill a transaction. */
const TOGETHER = 25;
const PARTS_AT_ONCE = 4;
/** How often an attempt is repeated; each repeat means that somebody wrote to the person in between. */
const MOST_ROUNDS = 8;

export const unchanged: BulkVerdict = { outcome: 'unchanged' };
export const changed: BulkVerdict = { outcome: 'changed' };
export const skipped = (reason: string): BulkVerdict => ({ outcome: 'skipped', reason });

/** The work of an action that changes people one by one. */
export function changeWork(job: BulkJob, { decide, takeBack }: PersonRule): BulkActionWork {
  return {
    dryRun: (people) =>
      Promise.all(people.map(async (person) => verdictOf(await decide(person, new Date(0).toISOString())))),
    apply: (context, people) =>
      changeAll(
        context,
        job,
        people.map((person) => ({ person, decide })),
      ),
    ...(takeBack && {
      undo: (context, marked) =>
        changeAll(
          context,
          job,
          marked.map(({ person, mark }) => ({
            person,
            decide: async (one: Participant, at: string) =>
              withMark(one, mark, await takeBack(one, mark, at)),
          })),
        ),
    }),
  };
}

/** The `open` of an action whose rule needs nothing read before. */
export function openWith(ruleOf: (job: BulkJob, reader: BulkReader) => PersonRule) {
  return (reader: BulkReader, job: BulkJob): Promise<BulkActionWork> =>
    Promise.resolve(changeWork(job, ruleOf(job, reader)));
}

/**
 * Undoes what the job did to people whose item says that it was this job that did it: not to those whom somebody else has
 * done it to, or has undone it for, since.
 */
export const takeBackOwn =
  (by: 'blockedBy' | 'deletedBy', undo: (person: Participant) => Decision | Promise<Decision>) =>
  (person: Participant, mark: UndoMark): Decision | Promise<Decision> =>
    person[by] === mark.jobId ? undo(person) : skipped('touched');

/** Whoever is again as an import left them counts as untouched since: that import can be reverted, too. */
function withMark(person: Participant, { version }: UndoMark, decision: Decision): Decision {
  const { importMark } = person;
  if ('outcome' in decision || version !== person.version || importMark?.version !== version - 1)
    return decision;
  const set = { ...decision.patch.set, importMark: { ...importMark, version: version + 1 } };
  return { ...decision, patch: { ...decision.patch, set } };
}

const verdictOf = (decision: Decision): BulkVerdict => ('outcome' in decision ? decision : changed);

/** What comes of each, in the order of the entries; some at a time. */
export async function eachInOrder<E>(
  entries: E[],
  act: (entry: E) => Promise<BulkVerdict>,
  atOnce = AT_ONCE,
): Promise<BulkVerdict[]> {
  const verdicts: BulkVerdict[] = [];
  await inParallel([...entries.entries()], atOnce, async ([index, entry]) => {
    verdicts[index] = await act(entry);
  });
  return verdicts;
}

interface Wanted {
  /** As last read; nobody when they are gone. */
  person: Participant | undefined;
  decide: PersonRule['decide'];
}

async function changeAll(context: BulkContext, job: BulkJob, wanted: Wanted[]): Promise<BulkVerdict[]> {
  const verdicts = new Map<Wanted, BulkVerdict>();
  await inParallel(chunks(wanted, TOGETHER), PARTS_AT_ONCE, (part) =>
    changeTogether(context, job, part, (one, verdict) => verdicts.set(one, verdict)),
  );
  return wanted.map((one) => verdicts.get(one) ?? { outcome: 'failed', reason: 'busy' });
}

/** Decides and writes, and repeats both for those whom somebody else wrote to in between, in their new state. */
async function changeTogether(
  context: BulkContext,
  job: BulkJob,
  wanted: Wanted[],
  tell: (one: Wanted, verdict: BulkVerdict) => void,
): Promise<void> {
  let open = wanted.map((one) => ({ one, person: one.person }));
  for (let round = 0; open.length > 0 && round < MOST_ROUNDS; round += 1) {
    const at = new Date(context.now()).toISOString();
    const changes: { one: Wanted; change: BulkChange }[] = [];
    await inParallel(open, TOGETHER, async ({ one, person }) => {
      const decision = person ? await one.decide(person, at) : skipped('gone');
      if ('outcome' in decision) tell(one, decision);
      else if (person) changes.push({ one, change: changeOf(context, job, person, decision, at) });
    });
    const outcomes = await writeBulkChanges(
      context.table,
      changes.map(({ change }) => change),
    );
    const overtaken = changes.filter((_, index) => outcomes[index] === 'overtaken');
    for (const [index, { one }] of changes.entries()) {
      const outcome = outcomes[index];
      if (outcome !== 'overtaken') tell(one, outcome === 'not-ours' ? skipped('touched') : changed);
    }
    const people = await getParticipants(
      context.table,
      overtaken.map(({ change }) => change.person.id),
    );
    open = overtaken.map(({ one, change }) => ({ one, person: people.get(change.person.id) }));
  }
}

function changeOf(
  { table }: BulkContext,
  job: BulkJob,
  person: Participant,
  { before = {}, history, ...change }: PersonChange,
  at: string,
): BulkChange {
  const entry = {
    participantId: person.id,
    at,
    act: job.id,
    actor: job.createdBy,
    origin: `bulk ${job.id}`,
    ...history,
  };
  return {
    ...change,
    person,
    mark: { jobId: job.id, participantId: person.id, at, before, version: person.version + 1 },
    alongside: [historyItem(table, entry)],
  };
}
