import { setTimeout as delay } from 'node:timers/promises';
import * as z from 'zod';
import { matchesPattern } from '../events/match-event-pattern.ts';
import type { StreamReader, StreamRecord } from '../seams/ports.ts';
import type { StateDb } from '../state/state-db.ts';
import type { StreamMappingDefinition } from '../template/definitions.ts';
import { deliverStreamBatch, type StreamDeliveryParts } from './deliver-stream-batch.ts';
import type { Mapping } from './queue-mapping.ts';

/** The progress of a mapping: the reader's position before a page, and the last record of that page that is done. */
const Checkpoint = z.object({ position: z.string().optional(), done: z.string().optional() });
type Checkpoint = z.infer<typeof Checkpoint>;

export interface StreamMappingParts extends StreamDeliveryParts {
  definition: StreamMappingDefinition;
  reader: StreamReader;
  state: StateDb;
}

const pageSize = 1000;

/** Feeds a function from a table's stream, in order; the position is kept, so nothing is skipped by a restart. */
export function startStreamMapping(parts: StreamMappingParts): Mapping {
  const { definition, reader, state } = parts;
  const key = `stream ${definition.id}`;
  let checkpoint: Checkpoint = Checkpoint.parse(JSON.parse(state.read(key) ?? '{}'));
  let isRunning = false;
  let isAwake = false;
  const halt = new AbortController();
  const isHalted = (): boolean => halt.signal.aborted;

  const keep = (next: Checkpoint): void => {
    checkpoint = next;
    state.write(key, JSON.stringify(next));
  };

  const readPage = async (): Promise<boolean> => {
    const { records, position } = await reader.read(checkpoint.position, pageSize);
    const open = records.filter((record) => isAfter(record, checkpoint.done));
    const matching = open.filter((record) => isWanted(definition, record));
    for (let from = 0; from < matching.length; from += definition.batchSize) {
      const batch = matching.slice(from, from + definition.batchSize);
      await deliverStreamBatch(parts, batch, halt.signal);
      if (halt.signal.aborted) return false;
      keep({ ...checkpoint, done: batch.at(-1)?.dynamodb.SequenceNumber });
    }
    if (position !== checkpoint.position) keep({ position });
    return records.length > 0;
  };

  const drain = async (): Promise<void> => {
    isRunning = true;
    while (isAwake && !isHalted()) {
      isAwake = false;
      try {
        if (await readPage()) isAwake = true;
      } catch (error) {
        if (isHalted()) break;
        console.error(`Reading the stream for ${parts.functionName}:`, error);
        isAwake = true;
        await delay(500, undefined, { signal: halt.signal }).catch(() => undefined);
      }
    }
    isRunning = false;
  };

  const wake = (): void => {
    isAwake = true;
    if (!isRunning && !isHalted()) void drain();
  };

  reader.onWrite(wake);
  wake();
  return {
    isIdle: () => !isRunning && !isAwake,
    stop() {
      halt.abort();
    },
  };
}

function isAfter(record: StreamRecord, done: string | undefined): boolean {
  return done === undefined || BigInt(record.dynamodb.SequenceNumber) > BigInt(done);
}

function isWanted({ patterns }: StreamMappingDefinition, record: StreamRecord): boolean {
  return patterns.length === 0 || patterns.some((pattern) => matchesPattern(pattern, record));
}
