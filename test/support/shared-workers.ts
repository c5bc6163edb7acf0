import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { QueueDefinition } from '../../infra/local/seams/ports.ts';
import { LocalQueues } from '../../infra/local/sqs/local-queues.ts';
import { openStateDb, type StateDb } from '../../infra/local/state/state-db.ts';
import type { JobMessage } from '../../shared/jobs/domain/job-message.ts';

export type GroupOf = (message: JobMessage) => string | undefined;

const WORKERS = 5;
const SLICE_MS = 20_000;
const queue: QueueDefinition = {
  ...{ name: 'work', arn: 'arn:work', url: 'http://q/work' },
  ...{ visibilitySeconds: 900, delaySeconds: 0, retentionSeconds: 86_400 },
};

/** Five workers on one queue of jobs, in simulated time. Jobs with `large` in their id never end. */
export class SharedWorkers {
  readonly #directory = mkdtempSync(join(tmpdir(), 'turnout-workers-'));
  readonly #state: StateDb = openStateDb(this.#directory);
  readonly #queues: LocalQueues;
  readonly #groupOf: GroupOf;
  #now = 1_800_000_000_000;

  constructor(groupOf: GroupOf) {
    this.#groupOf = groupOf;
    this.#queues = new LocalQueues([queue], this.#state, { now: () => this.#now, offset: () => 0 });
  }

  send(...jobIds: string[]): void {
    for (const jobId of jobIds) {
      const groupId = this.#groupOf({ jobId });
      this.#queues.send(queue.url, { body: jobId, ...(groupId !== undefined && { groupId }) });
    }
  }

  /** What so many workers would be given now. */
  take(workers = WORKERS) {
    return Array.from({ length: workers }, () => this.#queues.receive(queue.url, { max: 1 })).flat();
  }

  /** Lets each worker do a slice of what it is given, and hand large work on. Answers which jobs were worked on. */
  work(): string[] {
    const taken = this.take();
    this.#now += SLICE_MS;
    for (const { body, receiptHandle } of taken) {
      if (body.includes('large')) this.send(body);
      this.#queues.delete(queue.url, receiptHandle);
    }
    return taken.map(({ body }) => body);
  }

  /** Slices of other work that are begun after `jobId` was sent and before it is. */
  slicesBefore(jobId: string): number {
    this.send(jobId);
    for (let slices = 0; slices < 10_000;) {
      const done = this.work();
      const place = done.indexOf(jobId);
      if (place !== -1) return slices + place;
      slices += done.length;
    }
    throw new Error(`${jobId} is never worked on.`);
  }

  stop(): void {
    this.#state.close();
    rmSync(this.#directory, { recursive: true });
  }
}

/** The ids of so many large jobs of a kind. */
export const largeJobs = (kind: string, many: number): string[] =>
  Array.from({ length: many }, (_, n) => `${kind}_large${n}`);
