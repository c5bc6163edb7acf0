import { setTimeout as delay } from 'node:timers/promises';
import * as z from 'zod';
import { matchesPattern } from '../events/match-event-pattern.ts';
import type { StreamReader, StreamRecord } from '../seams/ports.ts';
import type { StateDb } from '../state/state-db.ts';
import type { StreamMappingDefinition } from '../template/definitions.ts';
import { deliverStreamBatch, type StreamDeliveryParts } from './deliver-stream-batch.ts';
import type { Mapping } from './queue-mapping.ts';
import { StreamLanes } from './stream-lanes.ts';

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
  const { definition, reader, state, faults } = parts;
  const { batchSize } = definition;
  const checkpoint = openCheckpoint(state, `stream ${definition.id}`);
  let [isRunning, isAwake] = [false, false];
  const halt = new AbortController();
  const isHalted = (): boolean => halt.signal.aborted;

  const deliver = (batch: StreamRecord[]) => deliverStreamBatch(parts, batch, halt.signal);
  const keep = (): void => {
    if (!isHalted()) checkpoint.keep();
  };
  const lanes = new StreamLanes({ batchSize, faults, deliver, onEmpty: keep });

  const readPage = async (): Promise<boolean> => {
    const { records, position } = await reader.read(checkpoint.at.position, pageSize);
    const matching = records.filter(
      (record) => isAfter(record, checkpoint.at.done) && isWanted(definition, record),
    );
    const isSplit = matching.length > 0 && faults.next('streams', 'Read') === 'reorder';
    if (isSplit || lanes.isBusy()) {
      checkpoint.at = { position }; // kept once the lanes are empty
      await lanes.add(matching);
      return records.length > 0;
    }
    for (let from = 0; from < matching.length; from += batchSize) {
      const batch = matching.slice(from, from + batchSize);
      await deliver(batch);
      if (halt.signal.aborted) return false;
      checkpoint.keep({ ...checkpoint.at, done: batch.at(-1)?.dynamodb.SequenceNumber });
    }
    if (position !== checkpoint.at.position) checkpoint.keep({ position });
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
    isIdle: () => !isRunning && !isAwake && !lanes.isBusy(),
    stop() {
      halt.abort();
    },
  };
}

/** Where the mapping stands, and the place where that outlives the process. */
function openCheckpoint(state: StateDb, key: string): { at: Checkpoint; keep: (next?: Checkpoint) => void } {
  let at = Checkpoint.parse(JSON.parse(state.read(key) ?? '{}'));
  return {
    get at() {
      return at;
    },
    set at(next) {
      at = next;
    },
    keep(next = at) {
      at = next;
      state.write(key, JSON.stringify(next));
    },
  };
}

function isAfter(record: StreamRecord, done: string | undefined): boolean {
  return done === undefined || BigInt(record.dynamodb.SequenceNumber) > BigInt(done);
}

function isWanted({ patterns }: StreamMappingDefinition, record: StreamRecord): boolean {
  return patterns.length === 0 || patterns.some((pattern) => matchesPattern(pattern, record));
}
