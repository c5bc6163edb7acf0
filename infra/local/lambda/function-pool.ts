import { randomUUID } from 'node:crypto';
import type { Faults, FunctionDefinition, LocalClock } from '../ports.ts';
import { FunctionError } from './function-error.ts';
import type { FunctionLog } from './function-log.ts';
import { type FunctionProcess, startFunctionProcess } from './function-process.ts';

export interface FunctionStatistics {
  invocations: number;
  errors: number;
  running: number;
  processes: number;
}

export interface PoolParts {
  awsUrl: string;
  region: string;
  clock: LocalClock;
  faults: Faults;
  log: FunctionLog;
  /** Processes per function. */
  maxProcesses: number;
}

/** Warm processes of one function: one request in flight in each, more of them while requests wait. */
export class FunctionPool {
  readonly definition: FunctionDefinition;
  readonly #parts: PoolParts;
  readonly #idle: FunctionProcess[] = [];
  readonly #all = new Set<FunctionProcess>();
  readonly #waiting: ((process: FunctionProcess) => void)[] = [];
  readonly #statistics = { invocations: 0, errors: 0, running: 0 };
  #kills = 0;
  #lastMs = 500;
  #stopped = false;

  constructor(definition: FunctionDefinition, parts: PoolParts) {
    this.definition = definition;
    this.#parts = parts;
  }

  /** Runs the function once; throws `FunctionError`. */
  async invoke(payload: unknown): Promise<unknown> {
    this.#statistics.running += 1;
    this.#statistics.invocations += 1;
    try {
      const process = await this.#acquire();
      const begun = performance.now();
      try {
        const killAfterMs = this.#dueKill();
        const clockOffset = this.#parts.clock.offset();
        const result = await process.run({
          id: randomUUID(),
          payload: JSON.stringify(payload),
          clockOffset,
          killAfterMs,
        });
        return JSON.parse(result);
      } finally {
        this.#lastMs = performance.now() - begun;
        this.#release(process);
      }
    } catch (error) {
      this.#statistics.errors += 1;
      if (error instanceof FunctionError) this.#logEnd(error);
      throw error;
    } finally {
      this.#statistics.running -= 1;
    }
  }

  statistics(): FunctionStatistics {
    return { ...this.#statistics, processes: this.#all.size };
  }

  stop(): void {
    this.#stopped = true;
    for (const process of this.#all) process.kill();
  }

  #acquire(): Promise<FunctionProcess> {
    if (this.#stopped) throw new FunctionError('Runtime.Stopped', 'The local cloud is stopping.');
    for (let process = this.#idle.pop(); process !== undefined; process = this.#idle.pop()) {
      if (process.isAlive()) return Promise.resolve(process);
      this.#all.delete(process);
    }
    if (this.#all.size < this.#parts.maxProcesses) return Promise.resolve(this.#start());
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  #start(): FunctionProcess {
    const { awsUrl, region, log } = this.#parts;
    const { name } = this.definition;
    const process = startFunctionProcess(this.definition, {
      awsUrl,
      region,
      onLine: (line) => {
        log.add(name, line);
      },
    });
    this.#all.add(process);
    return process;
  }

  #release(process: FunctionProcess): void {
    const next = this.#waiting.shift();
    if (process.isAlive()) {
      if (next === undefined) this.#idle.push(process);
      else next(process);
      return;
    }
    this.#all.delete(process);
    if (next !== undefined) next(this.#start());
  }

  /** A fault's moment lies anywhere in what the last invocation took; it depends on how many kills came before. */
  #dueKill(): number | undefined {
    if (this.#parts.faults.next('lambda', this.definition.name) !== 'kill') return undefined;
    this.#kills += 1;
    const fraction = (this.#kills * 0.618_033_988_75) % 1;
    return fraction * Math.max(this.#lastMs, 50);
  }

  #logEnd({ errorType, message }: FunctionError): void {
    if (!errorType.startsWith('Sandbox.') && !errorType.startsWith('Runtime.')) return;
    const timestamp = new Date(this.#parts.clock.now()).toISOString();
    this.#parts.log.add(
      this.definition.name,
      JSON.stringify({ timestamp, level: 'ERROR', errorType, message }),
    );
  }
}
