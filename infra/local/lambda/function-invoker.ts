import { randomUUID } from 'node:crypto';
import type { StatementSync } from 'node:sqlite';
import * as z from 'zod';
import type { LambdaInvoker, LocalClock, QueueEngine } from '../ports.ts';
import type { StateDb } from '../state/state-db.ts';
import { describeFailure, type FailedInvoke } from './failure-record.ts';
import { FunctionError } from './function-error.ts';
import type { FunctionPool } from './function-pool.ts';

/** AWS waits one and two minutes before it tries again; waiting would teach nothing here. */
const retryDelaysMs = [1000, 2000];

const Row = z.object({
  id: z.string(),
  function: z.string(),
  payload: z.string(),
  attempts: z.number(),
  created_at: z.number(),
});
type Row = z.infer<typeof Row>;

export interface InvokerParts {
  pools: Map<string, FunctionPool>;
  queues: QueueEngine;
  state: StateDb;
  clock: LocalClock;
}

/** Invokes functions at once, or asynchronously from a list in the state database. */
export class FunctionInvoker implements LambdaInvoker {
  readonly #parts: InvokerParts;
  readonly #insert: StatementSync;
  readonly #select: StatementSync;
  readonly #selectAll: StatementSync;
  readonly #countAttempt: StatementSync;
  readonly #remove: StatementSync;
  /** Asynchronous invokes that run, or wait for their next attempt. */
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
    this.#remove = database.prepare('DELETE FROM invokes WHERE id = ?');
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
      const row = Row.parse(found);
      if (this.#parts.pools.has(row.function)) this.#start(row.id);
      else this.#remove.run(row.id);
    }
  }

  /** Asynchronous invokes that wait or run. */
  pending(): number {
    return this.#underway.size;
  }

  stop(): void {
    this.#stopped = true;
  }

  #pool(name: string): FunctionPool {
    const pool = this.#parts.pools.get(name);
    if (pool === undefined) throw new Error(`There is no function ${name}.`);
    return pool;
  }

  #start(id: string): void {
    this.#underway.add(id);
    this.#attempt(id)
      .then((retryInMs) => {
        if (retryInMs === undefined || this.#stopped) this.#underway.delete(id);
        else
          setTimeout(() => {
            this.#start(id);
          }, retryInMs).unref();
      })
      .catch((error: unknown) => {
        this.#underway.delete(id);
        if (!this.#stopped) console.error(`Asynchronous invoke ${id}:`, error);
      });
  }

  /** Runs it once; answers when to try again, or undefined when it is done with. */
  async #attempt(id: string): Promise<number | undefined> {
    const found = this.#stopped ? undefined : this.#select.get(id);
    // Rolled back with the transaction that it was part of.
    if (found === undefined) return undefined;
    const row = Row.parse(found);
    const { definition } = this.#pool(row.function);
    if (this.#parts.clock.now() - row.created_at > definition.maximumEventAgeSeconds * 1000) {
      this.#giveUp(row, 'EventAgeExceeded', undefined);
      return undefined;
    }
    this.#countAttempt.run(id);
    try {
      await this.invoke(row.function, JSON.parse(row.payload));
      if (!this.#stopped) this.#remove.run(id);
    } catch (error) {
      if (this.#stopped) return undefined;
      if (!(error instanceof FunctionError)) throw error;
      if (row.attempts < definition.maximumRetryAttempts) return retryDelaysMs[row.attempts] ?? 2000;
      this.#giveUp(row, 'RetriesExhausted', error);
    }
    return undefined;
  }

  #giveUp(row: Row, condition: FailedInvoke['condition'], error: FunctionError | undefined): void {
    const { queues, state, clock } = this.#parts;
    const { definition } = this.#pool(row.function);
    const target = queues.definitions().find(({ arn }) => arn === definition.onFailureArn);
    const payload: unknown = JSON.parse(row.payload);
    const invokeCount = row.attempts + (error === undefined ? 0 : 1);
    const failed = { requestId: row.id, payload, invokeCount, condition, error };
    state.transaction(() => {
      if (target !== undefined) {
        queues.send(target.url, { body: JSON.stringify(describeFailure(definition, failed, clock.now())) });
      }
      this.#remove.run(row.id);
    });
  }
}
