import { randomUUID } from 'node:crypto';
import type { StatementSync } from 'node:sqlite';
import * as z from 'zod';
import type { Ran, TimedWork } from '../time/advance-clock.ts';
import { DueTimer } from '../time/due-timer.ts';
import type { RoleCheck } from '../iam/role-check.ts';
import type { LambdaInvoker, LocalClock, QueueEngine } from '../seams/ports.ts';
import type { StateDb } from '../state/state-db.ts';
import { describeFailure, type FailedInvoke } from './failure-record.ts';
import { FunctionError } from './function-error.ts';
import type { FunctionPool } from './function-pool.ts';

/** As AWS waits before it tries again. */
const retryDelaysMs = [60_000, 120_000] as const;

const Row = z.object({
  id: z.string(),
  function: z.string(),
  payload: z.string(),
  attempts: z.number(),
  created_at: z.number(),
  /** When it is tried again; 0 = it runs, or is about to. */
  due_at: z.number(),
});
type Row = z.infer<typeof Row>;
const Due = z.object({ due: z.number().nullable() });

export interface InvokerParts {
  pools: Map<string, FunctionPool>;
  queues: QueueEngine;
  state: StateDb;
  clock: LocalClock;
  authorize: RoleCheck;
}

/**
 * Invokes functions, either at once or asynchronously from a list in the state database; retries follow the local clock.
 */
export class FunctionInvoker implements LambdaInvoker, TimedWork {
  readonly #parts: InvokerParts;
  readonly #insert: StatementSync;
  readonly #select: StatementSync;
  readonly #selectAll: StatementSync;
  readonly #countAttempt: StatementSync;
  readonly #postpone: StatementSync;
  readonly #selectDue: StatementSync;
  readonly #nextDue: StatementSync;
  readonly #remove: StatementSync;
  readonly #timer: DueTimer;
  /** Asynchronous invokes that run or are about to. */
  readonly #underway = new Set<string>();
  #stopped = false;

  constructor(parts: InvokerParts) {
    const { database } = parts.state;
    this.#parts = parts;
    this.#insert = database.prepare(
      'INSERT INTO invokes (id, function, payload, created_at) VALUES (?, ?, ?, ?)',
    );
    this.#select = database.prepare('SELECT * FROM invokes WHERE id = ?');
    this.#selectAll = database.prepare('SELECT * FROM invokes');
    this.#countAttempt = database.prepare('UPDATE invokes SET attempts = attempts + 1 WHERE id = ?');
    this.#postpone = database.prepare('UPDATE invokes SET due_at = ? WHERE id = ?');
    this.#selectDue = database.prepare('SELECT * FROM invokes WHERE due_at > 0 AND due_at <= ?');
    this.#nextDue = database.prepare('SELECT min(due_at) AS due FROM invokes WHERE due_at > 0');
    this.#remove = database.prepare('DELETE FROM invokes WHERE id = ?');
    const next = (): number | undefined => this.nextDue();
    this.#timer = new DueTimer(parts.clock, next, () => this.runDue());
  }

  /** Resolves when the function's bundle is there; rejects with why there is none. */
  prepare(functionName: string): Promise<void> {
    return this.#pool(functionName).prepare();
  }

  invoke(functionName: string, payload: unknown): Promise<unknown> {
    return this.#pool(functionName).invoke(payload);
  }

  /** Persisted when it returns; runs after the transaction that it may be part of. */
  enqueue(functionName: string, payload: unknown): void {
    const id = randomUUID();
    const { name } = this.#pool(functionName).definition;
    this.#insert.run(id, name, JSON.stringify(payload), this.#parts.clock.now());
    this.#underway.add(id);
    queueMicrotask(() => {
      this.#start(id);
    });
  }

  /** Takes up the asynchronous invokes that an earlier run left behind; those of removed functions are dropped. */
  resume(): void {
    for (const found of this.#selectAll.all()) {
      const { id, function: name, due_at: dueAt } = Row.parse(found);
      if (!this.#parts.pools.has(name)) this.#remove.run(id);
      else if (dueAt === 0) this.#start(id);
    }
    this.#timer.arm();
  }

  nextDue(): number | undefined {
    return Due.parse(this.#nextDue.get()).due ?? undefined;
  }

  runDue(): Ran[] {
    const due = this.#selectDue.all(this.#parts.clock.now()).map((row) => Row.parse(row));
    for (const { id } of due) {
      this.#postpone.run(0, id);
      this.#start(id);
    }
    return due.map((row) => ({ kind: 'invoke', name: row.function }));
  }

  hold(): () => void {
    return this.#timer.hold();
  }

  /** Asynchronous invokes that run now; those that wait for their next attempt are not among them. */
  pending(): number {
    return this.#underway.size;
  }

  stop(): void {
    this.#stopped = true;
    this.#timer.stop();
  }

  #pool(name: string): FunctionPool {
    const pool = this.#parts.pools.get(name);
    if (pool === undefined) throw new Error(`There is no function ${name}.`);
    return pool;
  }

  #start(id: string): void {
    this.#underway.add(id);
    this.#attempt(id)
      .catch((error: unknown) => {
        if (this.#stopped) return;
        console.error(`Asynchronous invoke ${id}:`, error);
        this.#postpone.run(this.#parts.clock.now() + retryDelaysMs[0], id);
      })
      .finally(() => {
        this.#underway.delete(id);
        if (!this.#stopped) this.#timer.arm();
      });
  }

  async #attempt(id: string): Promise<void> {
    const found = this.#stopped ? undefined : this.#select.get(id);
    // Rolled back with the transaction that it was part of.
    if (found === undefined) return;
    const row = Row.parse(found);
    const { definition } = this.#pool(row.function);
    if (this.#parts.clock.now() - row.created_at > definition.maximumEventAgeSeconds * 1000) {
      this.#giveUp(row, 'EventAgeExceeded', undefined);
      return;
    }
    this.#countAttempt.run(id);
    try {
      await this.invoke(row.function, JSON.parse(row.payload));
      if (!this.#stopped) this.#remove.run(id);
    } catch (error) {
      if (this.#stopped) return;
      if (!(error instanceof FunctionError)) throw error;
      if (row.attempts < definition.maximumRetryAttempts) {
        this.#postpone.run(this.#parts.clock.now() + (retryDelaysMs[row.attempts] ?? 120_000), id);
      } else this.#giveUp(row, 'RetriesExhausted', error);
    }
  }

  #giveUp(row: Row, condition: FailedInvoke['condition'], error: FunctionError | undefined): void {
    const { queues, state, clock, authorize } = this.#parts;
    const { definition } = this.#pool(row.function);
    const target = queues.definitions().find(({ arn }) => arn === definition.onFailureArn);
    const payload: unknown = JSON.parse(row.payload);
    const invokeCount = row.attempts + (error === undefined ? 0 : 1);
    const failed = { requestId: row.id, payload, invokeCount, condition, error };
    // Lambda sends with the function's role, and drops what that may not send.
    const maySend = target && authorize(definition.roleId, 'sqs:SendMessage', target.arn).allowed;
    state.transaction(() => {
      if (target !== undefined && maySend === true) {
        queues.send(target.url, { body: JSON.stringify(describeFailure(definition, failed, clock.now())) });
      }
      this.#remove.run(row.id);
    });
  }
}
