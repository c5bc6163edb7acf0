import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { Pace } from '../values/pace.ts';
import type { MemoryLimits } from '../values/short-memory.ts';
import type { Lifetimes } from './lifetimes.ts';

/** The one table. Everything else in this folder takes it as its first argument. */
export interface Table {
  client: DynamoDBDocumentClient;
  name: string;
  /** How long it keeps what goes by itself; the defaults, where it does not say. */
  lifetimes?: Lifetimes;
  /** How many requests at once bulky work may make; without it, as many as it likes. */
  pace?: Pace;
  /** What it remembers for a moment, for public functions; without it, everything is read each time. */
  memory?: MemoryLimits;
}
