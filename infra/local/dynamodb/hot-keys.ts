import { AwsError } from '../endpoint/aws-service.ts';
import type { KeyLimit, TableDefinition } from '../seams/ports.ts';
import { cutBatch, type PartialBatch } from './partial-batch.ts';
import { cancelTransaction } from './cancel-transaction.ts';
import { type Touch, TouchedKeys } from './touched-keys.ts';

const message =
  'Throughput exceeds the current capacity of your table or index. DynamoDB is automatically scaling your table or index so please try again shortly.';

/** Holds calls against what one partition key can take in a second. */
export class HotKeys {
  readonly #keys: TouchedKeys;
  readonly #now: () => number;
  #second = NaN;
  readonly #used = new Map<string, number>();

  /** `now` counts the seconds. */
  constructor(tables: TableDefinition[], now: () => number) {
    this.#keys = new TouchedKeys(tables);
    this.#now = now;
  }

  /** A batch without what its keys cannot take; undefined: the call is to be done whole. Throws as DynamoDB refuses. */
  admit(operation: string, body: Buffer, limit: KeyLimit): PartialBatch | undefined {
    if (operation.startsWith('Batch')) return this.#admitBatch(operation, body, limit);
    const touches = this.#keys.ofCall(operation, body);
    const isTransaction = operation.startsWith('Transact');
    // A transaction prepares each item and then commits it.
    const units = isTransaction ? 2 : 1;
    const taken = touches.map((touch) => this.#take(touch, units, limit));
    if (taken.every(Boolean)) return undefined;
    if (!isTransaction) throw new AwsError('ThrottlingException', message);
    throw cancelTransaction(
      taken.map((isTaken) => (isTaken ? undefined : { Code: 'ThrottlingError', Message: message })),
    );
  }

  #admitBatch(operation: string, body: Buffer, limit: KeyLimit): PartialBatch | undefined {
    let refused = 0;
    const batch = cutBatch(operation, body, ({ entry, table }) => {
      const isTaken = this.#take(this.#keys.ofBatchEntry(operation, entry, table), 1, limit);
      if (!isTaken) refused += 1;
      return isTaken;
    });
    if (refused === 0) return undefined;
    // Nothing at all could be done; statements are answered one by one all the same.
    if (batch?.todo === undefined && operation !== 'BatchExecuteStatement')
      throw new AwsError('ThrottlingException', message);
    return batch;
  }

  #take(touch: Touch | undefined, units: number, limit: KeyLimit): boolean {
    if (!touch) return true;
    const second = Math.floor(this.#now() / 1000);
    if (second !== this.#second) this.#used.clear();
    this.#second = second;
    const key = `${touch.kind} ${touch.partition}`;
    const used = (this.#used.get(key) ?? 0) + units;
    if (used > limit[touch.kind]) return false;
    this.#used.set(key, used);
    return true;
  }
}
