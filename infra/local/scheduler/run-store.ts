import { randomBytes } from 'node:crypto';
import type { StatementSync } from 'node:sqlite';
import * as z from 'zod';
import type { StateDb } from '../state/state-db.ts';
import { Schedule, type ScheduleKey } from './schedule.ts';
import type { KeptSchedule } from './schedule-store.ts';

const Row = z
  .object({
    id: z.string(),
    group_name: z.string(),
    name: z.string(),
    revision: z.string(),
    definition: z.string(),
    scheduled_at: z.number(),
    started_at: z.number(),
    due_at: z.number(),
    attempts: z.number(),
  })
  .transform((row) => ({
    id: row.id,
    group: row.group_name,
    name: row.name,
    /** The schedule's, when the run began. */
    revision: row.revision,
    schedule: Schedule.parse(JSON.parse(row.definition)),
    scheduledAt: row.scheduled_at,
    startedAt: row.started_at,
    dueAt: row.due_at,
    attempts: row.attempts,
  }));

/** One run of a schedule on its way to the target. */
export type Run = z.output<typeof Row>;

const Due = z.object({ due: z.number().nullable() });

/** Runs that are not delivered yet, in the state database. */
export class RunStore {
  readonly #insert: StatementSync;
  readonly #due: StatementSync;
  readonly #nextDue: StatementSync;
  readonly #of: StatementSync;
  readonly #retry: StatementSync;
  readonly #remove: StatementSync;

  constructor({ database }: StateDb) {
    this.#insert = database.prepare(
      `INSERT INTO schedule_runs (id, group_name, name, revision, definition, scheduled_at, started_at, due_at)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
    );
    this.#due = database.prepare(
      'SELECT * FROM schedule_runs WHERE due_at <= ? ORDER BY due_at, scheduled_at',
    );
    this.#nextDue = database.prepare('SELECT min(due_at) AS due FROM schedule_runs');
    this.#of = database.prepare(
      'SELECT * FROM schedule_runs WHERE group_name = ? AND name = ? ORDER BY due_at',
    );
    this.#retry = database.prepare(
      'UPDATE schedule_runs SET attempts = attempts + 1, due_at = ? WHERE id = ?',
    );
    this.#remove = database.prepare('DELETE FROM schedule_runs WHERE id = ?');
  }

  begin({ group, name, revision, schedule }: KeptSchedule, scheduledAt: number, now: number): void {
    const id = randomBytes(8).toString('hex');
    this.#insert.run(id, group, name, revision, JSON.stringify(schedule), scheduledAt, now, now);
  }

  due(now: number): Run[] {
    return this.#due.all(now).map((row) => Row.parse(row));
  }

  nextDue(): number | undefined {
    return Due.parse(this.#nextDue.get()).due ?? undefined;
  }

  /** Runs of a schedule that wait for their next attempt. */
  waiting({ group, name }: ScheduleKey): Run[] {
    return this.#of.all(group, name).map((row) => Row.parse(row));
  }

  retryAt({ id }: Run, dueAt: number): void {
    this.#retry.run(dueAt, id);
  }

  remove({ id }: Run): void {
    this.#remove.run(id);
  }
}
