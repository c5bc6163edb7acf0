import { markOf } from '../domain/import-marks.ts';
import type { ImportRun } from '../domain/import-run.ts';
import { samePerson } from '../domain/skip-reasons.ts';
import type { AppliedRow } from './apply-row.ts';
import { keysOf, type IdentifiedRow } from './import-rows.ts';

/**
 * The people that the rows of a block have named: another row about one of them is recognized without reading the table.
 */
export class RepeatedPeople {
  readonly #firsts = new Map<string, { line: number; participantId: string }>();
  readonly #run: ImportRun;

  constructor(run: ImportRun) {
    this.#run = run;
  }

  /** Notes a row that was taken, or that repeats one of a block before: those behind it in this block do so, too. */
  note({ row, outcome, participantId, person, why }: AppliedRow): void {
    if (outcome === 'skipped' && why?.first !== undefined) {
      this.#keep(row, participantId, why.first);
      return;
    }
    if (outcome === 'skipped' || outcome === 'failed') return;
    // Done again, a row that was refused the first time: the later one whose mark stands counts.
    const mark = person && markOf(person, this.#run.importId);
    if (mark && (mark.run ?? 0) === this.#run.run && mark.line > row.line) return;
    this.#keep(row, participantId, row.line);
  }

  #keep(row: IdentifiedRow, participantId: string, line: number): void {
    for (const key of [...keysOf(row), participantId])
      if (!this.#firsts.has(key)) this.#firsts.set(key, { line, participantId });
  }

  /** The first line that named one of these ids. */
  lineOf(ids: string[]): number | undefined {
    const lines = ids.flatMap((id) => this.#firsts.get(id)?.line ?? []);
    return lines.length === 0 ? undefined : Math.min(...lines);
  }

  /** What becomes of a row of which it is plain that it only repeats somebody. Wishes are restricted by any row. */
  resultOf(row: IdentifiedRow): AppliedRow | undefined {
    const first = this.#firstOf(row);
    if (!first || row.restricts !== undefined) return undefined;
    return {
      row,
      participantId: first.participantId,
      joins: [],
      outcome: 'skipped',
      why: samePerson(first.line),
    };
  }

  /** The earlier row that has all the names of this one; where each leads to another row, the table is to say. */
  #firstOf(row: IdentifiedRow): { line: number; participantId: string } | undefined {
    const [first, ...others] = keysOf(row).map((key) => this.#firsts.get(key));
    const isOne = first && first.line < row.line && others.every((other) => other?.line === first.line);
    return isOne ? first : undefined;
  }
}
