import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import type { FunctionDefinition, LambdaInvoker, LocalClock, QueueEngine } from '../ports.ts';
import type { StateDb } from '../state/state-db.ts';
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

export interface FunctionInvoker extends LambdaInvoker {
  /** Invokes the asynchronous ones that an earlier run left behind. */
  resume(): void;
  /** Asynchronous invokes that wait or run. */
  pending(): number;
  stop(): void;
}

export interface InvokerParts {
  pools: Map<string, FunctionPool>;
  queues: QueueEngine;
  state: StateDb;
  clock: LocalClock;
}

/** Invokes functions at once, or asynchronously from a list in the state database. */
export function createInvoker({ pools, queues, state, clock }: InvokerParts): FunctionInvoker {
  const { database } = state;
  const insert = database.prepare(
    'INSERT INTO invokes (id, function, payload, created_at, not_before) VALUES (?, ?, ?, ?, 0)',
  );
  const select = database.prepare(
    'SELECT id, function, payload, attempts, created_at FROM invokes WHERE id = ?',
  );
  const attempt = database.prepare('UPDATE invokes SET attempts = attempts + 1 WHERE id = ?');
  const remove = database.prepare('DELETE FROM invokes WHERE id = ?');
  const underway = new Set<string>();
  let stopped = false;

  const poolOf = (name: string): FunctionPool => {
    const pool = pools.get(name);
    if (pool === undefined) throw new Error(`There is no function ${name}.`);
    return pool;
  };

  const fail = (
    row: Row,
    definition: FunctionDefinition,
    condition: string,
    error: FunctionError | undefined,
  ): void => {
    const target = queues.definitions().find(({ arn }) => arn === definition.onFailureArn);
    state.transaction(() => {
      if (target !== undefined) {
        queues.send(target.url, {
          body: JSON.stringify(failureRecord(row, definition, condition, error, clock)),
        });
      }
      remove.run(row.id);
    });
  };

  const runOnce = async (id: string): Promise<void> => {
    const row = Row.parse(select.get(id));
    const { definition } = poolOf(row.function);
    if (clock.now() - row.created_at > definition.maximumEventAgeSeconds * 1000) {
      fail(row, definition, 'EventAgeExceeded', undefined);
      return;
    }
    attempt.run(id);
    try {
      await poolOf(row.function).invoke(JSON.parse(row.payload));
      if (!stopped) remove.run(id);
    } catch (error) {
      if (stopped) return;
      if (!(error instanceof FunctionError)) throw error;
      if (row.attempts >= definition.maximumRetryAttempts) fail(row, definition, 'RetriesExhausted', error);
      else again(id, retryDelaysMs[row.attempts] ?? 2000);
    }
  };

  const start = (id: string): void => {
    underway.add(id);
    void runOnce(id)
      .catch((error: unknown) => {
        if (!stopped) console.error(`Asynchronous invoke ${id}:`, error);
      })
      .finally(() => underway.delete(id));
  };
  const again = (id: string, delayMs: number): void => {
    const timer = `retry ${id}`;
    underway.add(timer);
    setTimeout(() => {
      underway.delete(timer);
      if (!stopped) start(id);
    }, delayMs).unref();
  };

  return {
    invoke: (name, payload) => poolOf(name).invoke(payload),
    enqueue(name, payload) {
      const id = randomUUID();
      insert.run(id, poolOf(name).definition.name, JSON.stringify(payload), clock.now());
      // After the transaction that this may be part of.
      queueMicrotask(() => {
        start(id);
      });
      underway.add(id);
    },
    resume() {
      for (const row of database.prepare('SELECT id, function FROM invokes').all()) {
        const { id, function: name } = z.object({ id: z.string(), function: z.string() }).parse(row);
        if (pools.has(name)) start(id);
        else remove.run(id);
      }
    },
    pending: () => underway.size,
    stop() {
      stopped = true;
    },
  };
}

/** As Lambda writes it to an on-failure destination. */
function failureRecord(
  row: Row,
  definition: FunctionDefinition,
  condition: string,
  error: FunctionError | undefined,
  clock: LocalClock,
): unknown {
  return {
    version: '1.0',
    timestamp: new Date(clock.now()).toISOString(),
    requestContext: {
      requestId: row.id,
      functionArn: `${definition.arn}:$LATEST`,
      condition,
      approximateInvokeCount: row.attempts + (error === undefined ? 0 : 1),
    },
    requestPayload: JSON.parse(row.payload),
    responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: 'Unhandled' },
    responsePayload: error && { errorType: error.errorType, errorMessage: error.message, trace: error.trace },
  };
}
