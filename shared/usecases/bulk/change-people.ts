import type { BulkJob, BulkVerdict } from '../../domain/bulk-job.ts';
import type { HistoryKind } from '../../domain/history.ts';
import type { Participant } from '../../domain/participant.ts';
import { historyItem } from '../../table/history-items.ts';
import { getParticipant } from '../../table/participant-items.ts';
import type { UndoMark } from '../../table/undo-items.ts';
import { writeBulkChange, type BulkChange } from '../../table/write-bulk-change.ts';
import { inParallel } from '../in-parallel.ts';
import type { BulkContext, BulkWork } from './bulk-work.ts';

/** What is to be written to one person. */
export interface PersonChange extends Pick<BulkChange, 'patch' | 'join' | 'leave'> {
  /** What is replaced, by field; null where nothing stands. */
  before?: Record<string, unknown>;
  history: { kind: HistoryKind; data?: Record<string, unknown> };
}

export type Decision = PersonChange | BulkVerdict;

/** An action that changes people one by one, each as they are at that moment; `at` is the moment of writing. */
export interface PersonRule {
  decide: (person: Participant, at: string) => Decision | Promise<Decision>;
  /** The change that takes the marked one back, as far as nobody touched it since. */
  takeBack?: (person: Participant, mark: UndoMark, at: string) => Decision | Promise<Decision>;
}

const AT_ONCE = 16;
/** Each means that somebody wrote to the person in between. */
const MOST_ROUNDS = 8;

export const unchanged: BulkVerdict = { outcome: 'unchanged' };
export const skipped = (reason: string): BulkVerdict => ({ outcome: 'skipped', reason });

/** The work of an action that changes people one by one. */
export function changeWork(job: BulkJob, { decide, takeBack }: PersonRule): BulkWork {
  return {
    foresee: (people) =>
      Promise.all(people.map(async (person) => verdictOf(await decide(person, new Date(0).toISOString())))),
    apply: (context, people) =>
      eachInOrder(people, (person) => change(context, job, person, (one, at) => decide(one, at))),
    ...(takeBack && {
      undo: (context, marked) =>
        eachInOrder(marked, ({ person, mark }) =>
          person
            ? change(context, job, person, (one, at) => takeBack(one, mark, at))
            : Promise.resolve(skipped('gone')),
        ),
    }),
  };
}

const verdictOf = (decision: Decision): BulkVerdict =>
  'outcome' in decision ? decision : { outcome: 'changed' };

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

async function change(
  context: BulkContext,
  job: BulkJob,
  read: Participant,
  decide: (person: Participant, at: string) => Decision | Promise<Decision>,
): Promise<BulkVerdict> {
  let person: Participant | undefined = read;
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const at = new Date(context.now()).toISOString();
    const decision = await decide(person, at);
    if ('outcome' in decision) return decision;
    const outcome = await write(context, job, person, decision, at);
    if (outcome === 'not-ours') return skipped('touched');
    if (outcome !== 'overtaken') return { outcome: 'changed' };
    person = await getParticipant(context.table, read.id);
    if (!person) return skipped('gone');
  }
  return { outcome: 'failed', reason: 'busy' };
}

function write(
  { table }: BulkContext,
  job: BulkJob,
  person: Participant,
  { before = {}, history, ...change }: PersonChange,
  at: string,
) {
  const entry = {
    participantId: person.id,
    at,
    act: job.id,
    actor: job.createdBy,
    origin: `bulk ${job.id}`,
    ...history,
  };
  return writeBulkChange(table, {
    ...change,
    person,
    mark: { jobId: job.id, participantId: person.id, at, before },
    alongside: [historyItem(table, entry)],
  });
}
