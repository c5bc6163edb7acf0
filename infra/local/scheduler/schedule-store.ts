import { randomUUID } from 'node:crypto';
import type { StatementSync } from 'node:sqlite';
import * as z from 'zod';
import type { StateDb } from '../state/state-db.ts';
import { Schedule, type ScheduleKey } from './schedule.ts';
import { isRecurring } from './schedule-times.ts';

const Row = z
  .object({
    group_name: z.string(),
    name: z.string(),
    revision: z.string(),
    definition: z.string(),
    created_at: z.number(),
    modified_at: z.number(),
    next_at: z.number().nullable(),
  })
  .transform((row) => ({
    group: row.group_name,
    name: row.name,
    /** Changes with every update. */
    revision: row.revision,
    schedule: Schedule.parse(JSON.parse(row.definition)),
    createdAt: row.created_at,
    modifiedAt: row.modified_at,
    /** Milliseconds since the epoch; undefined = it ran, or is disabled. */
    nextAt: row.next_at ?? undefined,
  }));

/** A schedule as it is kept. */
export type KeptSchedule = z.output<typeof Row>;

const Due = z.object({ due: z.number().nullable() });

const sql = {
  put: `INSERT OR REPLACE INTO schedules
    (group_name, name, revision, definition, created_at, modified_at, next_at, recurring) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
  get: 'SELECT * FROM schedules WHERE group_name = ? AND name = ?',
  byName: 'SELECT * FROM schedules WHERE name = ? ORDER BY group_name LIMIT 1',
  all: 'SELECT * FROM schedules ORDER BY group_name, name',
  remove: 'DELETE FROM schedules WHERE group_name = ? AND name = ?',
  setNext: 'UPDATE schedules SET next_at = ? WHERE group_name = ? AND name = ?',
  due: 'SELECT * FROM schedules WHERE next_at <= ? ORDER BY next_at, group_name, name',
  nextDue: 'SELECT min(next_at) AS due FROM schedules WHERE recurring <= ?',
  findToken: 'SELECT schedule FROM schedule_tokens WHERE operation = ? AND token = ?',
  putToken: 'INSERT OR REPLACE INTO schedule_tokens (operation, token, schedule, at) VALUES (?, ?, ?, ?)',
  expireTokens: 'DELETE FROM schedule_tokens WHERE at < ?',
} as const;

const tokenLifeMs = 86_400_000;

/** The schedules and the client tokens seen of late, in the state database. */
export class ScheduleStore {
  readonly #run: Record<keyof typeof sql, StatementSync>;

  constructor({ database }: StateDb) {
    const prepare = (name: keyof typeof sql): StatementSync => database.prepare(sql[name]);
    this.#run = {
      put: prepare('put'),
      get: prepare('get'),
      byName: prepare('byName'),
      all: prepare('all'),
      remove: prepare('remove'),
      setNext: prepare('setNext'),
      due: prepare('due'),
      nextDue: prepare('nextDue'),
      findToken: prepare('findToken'),
      putToken: prepare('putToken'),
      expireTokens: prepare('expireTokens'),
    };
  }

  /** Creates or replaces it. */
  put({ group, name }: ScheduleKey, schedule: Schedule, now: number, nextAt: number | undefined): void {
    const createdAt = this.get({ group, name })?.createdAt ?? now;
    const definition = JSON.stringify(schedule);
    const recurring = isRecurring(schedule) ? 1 : 0;
    this.#run.put.run(
      group,
      name,
      randomUUID(),
      definition,
      createdAt,
      now,
      nextAt === undefined ? null : Math.ceil(nextAt),
      recurring,
    );
  }

  get({ group, name }: ScheduleKey): KeptSchedule | undefined {
    return Row.optional().parse(this.#run.get.get(group, name));
  }

  /** The first of that name in any group. */
  findByName(name: string): KeptSchedule | undefined {
    return Row.optional().parse(this.#run.byName.get(name));
  }

  /** By group and name. */
  all(): KeptSchedule[] {
    return this.#run.all.all().map((row) => Row.parse(row));
  }

  remove({ group, name }: ScheduleKey): void {
    this.#run.remove.run(group, name);
  }

  setNext({ group, name }: ScheduleKey, nextAt: number | undefined): void {
    this.#run.setNext.run(nextAt ?? null, group, name);
  }

  due(now: number): KeptSchedule[] {
    return this.#run.due.all(now).map((row) => Row.parse(row));
  }

  /** When the next one runs. */
  nextDue(which: 'one-time' | 'all'): number | undefined {
    return Due.parse(this.#run.nextDue.get(which === 'all' ? 1 : 0)).due ?? undefined;
  }

  /** Remembers that a call with this token was done on `key`; false when it was done before. */
  claimToken(operation: string, token: string, { group, name }: ScheduleKey, now: number): boolean {
    this.#run.expireTokens.run(now - tokenLifeMs);
    const schedule = `${group}/${name}`;
    const known = z
      .object({ schedule: z.string() })
      .optional()
      .parse(this.#run.findToken.get(operation, token));
    if (known?.schedule === schedule) return false;
    this.#run.putToken.run(operation, token, schedule, now);
    return true;
  }
}
