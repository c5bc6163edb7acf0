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

/** A request waits so long for a busy process before another is started, which costs ten times as much. */
const patienceMs = 25;

type Waiting = PromiseWithResolvers<FunctionProcess>;

/** Warm processes of one function: one request in flight in each, more of them while requests wait. */
export class FunctionPool {
  readonly definition: FunctionDefinition;
  readonly #parts: PoolParts;
  readonly #isBackground: boolean;
  readonly #idle: FunctionProcess[] = [];
  readonly #all = new Set<FunctionProcess>();
  readonly #waiting: Waiting[] = [];
  readonly #statistics = { invocations: 0, errors: 0, running: 0 };
  #starting = 0;
  #kills = 0;
  #lastMs = 500;
  #stopped = false;

  /** `isBackground`: nobody waits for its answers. */
  constructor(definition: FunctionDefinition, parts: PoolParts, isBackground = false) {
    this.definition = definition;
    this.#parts = parts;
    this.#isBackground = isBackground;
  }

  /** Runs the function once; throws `FunctionError`. */
  async invoke(payload: unknown): Promise<unknown> {
    this.#statistics.running += 1;
    this.#statistics.invocations += 1;
    try {
      return JSON.parse(await this.#run(JSON.stringify(payload)));
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
    for (const { reject } of this.#waiting.splice(0)) reject(stopping());
  }

  async #run(payload: string): Promise<string> {
    const process = await this.#acquire();
    const begun = performance.now();
    try {
      const clockOffset = this.#parts.clock.offset();
      return await process.run({ id: randomUUID(), payload, clockOffset, killAfterMs: this.#dueKill() });
    } finally {
      this.#lastMs = performance.now() - begun;
      this.#release(process);
    }
  }

  /** An idle process, or the first that becomes free: a busy one is often faster than one that has to start. */
  #acquire(): Promise<FunctionProcess> {
    if (this.#stopped) throw stopping();
    for (let process = this.#idle.pop(); process !== undefined; process = this.#idle.pop()) {
      if (process.isAlive()) return Promise.resolve(process);
      this.#all.delete(process);
    }
    const waiting = Promise.withResolvers<FunctionProcess>();
    this.#waiting.push(waiting);
    if (this.#all.size === 0) this.#grow();
    else
      setTimeout(() => {
        this.#grow();
      }, patienceMs).unref();
    return waiting.promise;
  }

  #grow(): void {
    const { awsUrl, region, log, maxProcesses } = this.#parts;
    if (this.#stopped || this.#starting >= this.#waiting.length || this.#all.size >= maxProcesses) return;
    const onLine = (line: string): void => {
      log.add(this.definition.name, line);
    };
    const surroundings = { awsUrl, region, isBackground: this.#isBackground, onLine };
    const process = startFunctionProcess(this.definition, surroundings);
    this.#all.add(process);
    this.#starting += 1;
    process.loaded
      .finally(() => {
        this.#starting -= 1;
      })
      .then(
        () => {
          this.#release(process);
        },
        (error: unknown) => {
          this.#all.delete(process);
          this.#waiting.shift()?.reject(error);
          this.#grow();
        },
      );
  }

  #release(process: FunctionProcess): void {
    if (!process.isAlive()) {
      this.#all.delete(process);
      this.#grow();
      return;
    }
    const next = this.#waiting.shift();
    if (next === undefined) this.#idle.push(process);
    else next.resolve(process);
  }

  /** A fault's moment lies anywhere in what the last invocation took; it depends on how many kills came before. */
  #dueKill(): number | undefined {
    if (this.#parts.faults.next('lambda', this.definition.name) !== 'kill') return undefined;
    this.#kills += 1;
    const goldenRatio = 0.618_033_988_75;
    return ((this.#kills * goldenRatio) % 1) * Math.max(this.#lastMs, 50);
  }

  #logEnd({ errorType, message }: FunctionError): void {
    if (!errorType.startsWith('Sandbox.') && !errorType.startsWith('Runtime.')) return;
    const timestamp = new Date(this.#parts.clock.now()).toISOString();
    const line = { timestamp, level: 'ERROR', errorType, message };
    this.#parts.log.add(this.definition.name, JSON.stringify(line));
  }
}

function stopping(): FunctionError {
  return new FunctionError('Runtime.Stopped', 'The local cloud is stopping.');
}
