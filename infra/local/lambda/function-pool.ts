import { randomUUID } from 'node:crypto';
import type { Faults, FunctionDefinition, LocalClock } from '../seams/ports.ts';
import { FunctionError } from './function-error.ts';
import type { FunctionProcess } from './function-process.ts';
import { growthDelay, type ProcessLimits } from './growth.ts';
import { noBundle, startInTurn, type StartParts } from './start-in-turn.ts';

export interface FunctionStatistics {
  invocations: number;
  errors: number;
  running: number;
  processes: number;
}

export interface PoolParts extends StartParts {
  clock: LocalClock;
  faults: Faults;
  limits: ProcessLimits;
}

interface Waiting extends PromiseWithResolvers<FunctionProcess> {
  since: number;
}

/** The warm processes of one function, each with one request at a time; requests are served in the order they came. */
export class FunctionPool {
  readonly definition: FunctionDefinition;
  readonly #parts: PoolParts;
  readonly #limits: ProcessLimits;
  readonly #isBackground: boolean;
  readonly #idle: FunctionProcess[] = [];
  readonly #all = new Set<FunctionProcess>();
  readonly #waiting: Waiting[] = [];
  readonly #statistics = { invocations: 0, errors: 0, running: 0 };
  #growTimer: NodeJS.Timeout | undefined;
  #starting = 0;
  #kills = 0;
  #lastMs = 500;
  /** The recent duration of an invocation: an average in which the last one counts for a quarter. */
  #serviceMs = 0;
  #startMs = 0;
  #lastProgress = 0;
  #stopped = false;

  /** `isBackground`: nobody waits for its answers. */
  constructor(definition: FunctionDefinition, parts: PoolParts, isBackground = false) {
    const reserved = definition.reservedConcurrency ?? Infinity;
    this.definition = definition;
    this.#parts = parts;
    this.#limits = {
      steady: Math.min(parts.limits.steady, reserved),
      most: Math.min(parts.limits.most, reserved),
    };
    this.#isBackground = isBackground;
  }

  /** Resolves when the function's bundle is there; rejects with why there is none. */
  async prepare(): Promise<void> {
    try {
      await this.#parts.codeOf(this.definition.name);
    } catch (error) {
      this.#logEnd(noBundle(error));
      throw error;
    }
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
    clearTimeout(this.#growTimer);
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
      this.#serviceMs += (this.#lastMs - this.#serviceMs) / 4;
      this.#release(process);
    }
  }

  /** An idle process, or the first that becomes free when all who came before have theirs. */
  #acquire(): Promise<FunctionProcess> {
    if (this.#stopped) throw stopping();
    if (this.#limits.most === 0) throw switchedOff();
    for (let process = this.#idle.pop(); process !== undefined; process = this.#idle.pop()) {
      if (process.isAlive()) return Promise.resolve(process);
      this.#all.delete(process);
    }
    const waiting = { ...Promise.withResolvers<FunctionProcess>(), since: performance.now() };
    this.#waiting.push(waiting);
    this.#considerGrowth();
    return waiting.promise;
  }

  /** Starts another process when that is worth it, or looks again when it may be. */
  #considerGrowth(): void {
    clearTimeout(this.#growTimer);
    const first = this.#waiting[0];
    if (this.#stopped || first === undefined) return;
    const stillMs = performance.now() - Math.max(this.#lastProgress, first.since);
    const load = {
      waiting: this.#waiting.length,
      processes: this.#all.size,
      starting: this.#starting,
      serviceMs: this.#serviceMs,
      startMs: this.#startMs,
      stillMs,
    };
    const delay = growthDelay(load, this.#limits);
    if (delay === 0) void this.#grow();
    else if (delay !== undefined) {
      this.#growTimer = setTimeout(() => {
        this.#considerGrowth();
      }, delay).unref();
    }
  }

  async #grow(): Promise<void> {
    this.#starting += 1;
    try {
      const { process, tookMs } = await this.#start();
      this.#startMs = tookMs;
      this.#starting -= 1;
      this.#release(process);
    } catch (error) {
      this.#starting -= 1;
      this.#waiting.shift()?.reject(error);
      this.#considerGrowth();
    }
  }

  async #start(): Promise<{ process: FunctionProcess; tookMs: number }> {
    let started: FunctionProcess | undefined;
    try {
      return await startInTurn(this.definition, this.#parts, this.#isBackground, (start) => {
        if (this.#stopped) throw stopping();
        started = start();
        this.#all.add(started);
        return started;
      });
    } catch (error) {
      if (started !== undefined) this.#all.delete(started);
      throw error;
    }
  }

  #release(process: FunctionProcess): void {
    this.#lastProgress = performance.now();
    if (process.isAlive()) {
      const next = this.#waiting.shift();
      if (next === undefined) this.#idle.push(process);
      else next.resolve(process);
    } else this.#all.delete(process);
    this.#considerGrowth();
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

function switchedOff(): FunctionError {
  return new FunctionError(
    'TooManyRequestsException',
    'Its reserved concurrency of 0 switches this function off.',
  );
}
