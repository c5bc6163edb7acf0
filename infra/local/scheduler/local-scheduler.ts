import type { Ran, TimedWork } from '../time/advance-clock.ts';
import { DueTimer } from '../time/due-timer.ts';
import type { Faults, LocalClock } from '../seams/ports.ts';
import type { StateDb } from '../state/state-db.ts';
import { callTarget, sendAsRole, TargetError, type TargetParts } from './call-target.ts';
import { describeDeadLetter, type Exhausted } from './dead-letter.ts';
import { type Run, RunStore } from './run-store.ts';
import type { Schedule, ScheduleKey } from './schedule.ts';
import { type KeptSchedule, ScheduleStore } from './schedule-store.ts';
import { firstRun, nextRun } from './schedule-times.ts';

export interface SchedulerParts extends TargetParts {
  groups: string[];
  state: StateDb;
  clock: LocalClock;
  faults: Faults;
}

// AWS tells no numbers for its backoff; these give about ten attempts within half an hour.
const firstRetryMs = 10_000;
const longestRetryMs = 300_000;

/**
 * EventBridge Scheduler on the local clock. A run is kept until its target took it or its retries ended, so nothing is
 * lost by a restart; what fell due meanwhile runs at the start.
 */
export class LocalScheduler implements TimedWork {
  readonly store: ScheduleStore;
  readonly groups: ReadonlySet<string>;
  readonly #parts: SchedulerParts;
  readonly #runs: RunStore;
  readonly #timer: DueTimer;

  constructor(parts: SchedulerParts) {
    this.#parts = parts;
    this.store = new ScheduleStore(parts.state);
    this.groups = new Set(['default', ...parts.groups]);
    this.#runs = new RunStore(parts.state);
    const next = (): number | undefined => earliest(this.store.nextDue('all'), this.#runs.nextDue());
    this.#timer = new DueTimer(parts.clock, next, () => this.runDue());
  }

  /** Begins to run what is due. */
  start(): void {
    this.#timer.arm();
  }

  stop(): void {
    this.#timer.stop();
  }

  hold(): () => void {
    return this.#timer.hold();
  }

  /** Creates or replaces a schedule; throws a ValidationException for an expression that cannot be. */
  put(key: ScheduleKey, schedule: Schedule): void {
    const now = this.#parts.clock.now();
    this.store.put(key, schedule, now, firstRun(schedule, now));
    this.#timer.arm();
  }

  /** Does what a client token stands for, once: a repeated call changes nothing. */
  once(operation: string, token: string | undefined, key: ScheduleKey, act: () => void): void {
    const { state, clock } = this.#parts;
    state.transaction(() => {
      if (token === undefined || this.store.claimToken(operation, token, key, clock.now())) act();
    });
  }

  /** All, in the order they run; what waits for a retry runs at its next attempt. */
  upcoming(): (KeptSchedule & { attempts: number })[] {
    const schedules = this.store.all().map((kept) => {
      const [run] = this.#runs.waiting(kept);
      return { ...kept, nextAt: earliest(kept.nextAt, run?.dueAt), attempts: run?.attempts ?? 0 };
    });
    return schedules.sort((one, other) => (one.nextAt ?? Infinity) - (other.nextAt ?? Infinity));
  }

  /** Runs a schedule now instead of at its time; false when there is none of this name. */
  fire(name: string): boolean {
    const kept = this.store.findByName(name);
    if (kept === undefined) return false;
    const now = this.#parts.clock.now();
    this.#begin(kept, now, now);
    this.#deliverDue();
    this.#timer.arm();
    return true;
  }

  /** Recurring schedules are no stops on the way to a later time. */
  nextDue(): number | undefined {
    return earliest(this.store.nextDue('one-time'), this.#runs.nextDue());
  }

  runDue(): Ran[] {
    const now = this.#parts.clock.now();
    for (const kept of this.store.due(now)) this.#begin(kept, kept.nextAt ?? now, now);
    return this.#deliverDue();
  }

  #begin(kept: KeptSchedule, scheduledAt: number, now: number): void {
    this.#parts.state.transaction(() => {
      this.store.setNext(kept, nextRun(kept.schedule, scheduledAt, now));
      this.#runs.begin(kept, scheduledAt, now);
    });
  }

  #deliverDue(): Ran[] {
    const due = this.#runs.due(this.#parts.clock.now());
    for (const run of due) this.#attempt(run);
    return due.map(({ name, attempts }) => ({ kind: attempts === 0 ? 'schedule' : 'schedule-retry', name }));
  }

  #attempt(run: Run): void {
    const { state, clock, faults } = this.#parts;
    try {
      const fault = faults.next('scheduler', 'Deliver');
      if (fault === 'throttle') throw new TargetError('ThrottlingException', 'Rate exceeded');
      state.transaction(() => {
        callTarget(this.#parts, run);
        if (fault === 'duplicate-event') callTarget(this.#parts, run);
        if (fault !== 'timeout-after-success') this.#complete(run);
      });
      if (fault === 'timeout-after-success') throw new TargetError('TimeoutException', 'No answer in time.');
    } catch (error) {
      if (!(error instanceof TargetError)) throw error;
      this.#retry({ ...run, attempts: run.attempts + 1 }, error, clock.now());
    }
  }

  #retry(run: Run, error: TargetError, now: number): void {
    const { MaximumEventAgeInSeconds, MaximumRetryAttempts } = run.schedule.Target.RetryPolicy;
    const expiresAt = run.startedAt + MaximumEventAgeInSeconds * 1000;
    if (run.attempts > MaximumRetryAttempts) this.#giveUp(run, 'MaximumRetryAttempts', error);
    else if (now >= expiresAt) this.#giveUp(run, 'MaximumEventAgeInSeconds', error);
    else {
      const waitMs = Math.min(firstRetryMs * 2 ** (run.attempts - 1), longestRetryMs);
      this.#runs.retryAt(run, Math.min(now + waitMs, expiresAt));
    }
  }

  #giveUp(run: Run, exhausted: Exhausted, error: TargetError): void {
    const target = run.schedule.Target.DeadLetterConfig;
    console.error(`Schedule ${run.name}: gave up (${exhausted}): ${error.message}`);
    try {
      this.#parts.state.transaction(() => {
        const letter = describeDeadLetter(this.#parts, run, exhausted, error);
        if (target !== undefined) sendAsRole(this.#parts, run, target.Arn, letter);
        this.#complete(run);
      });
    } catch (refusal) {
      if (!(refusal instanceof TargetError)) throw refusal;
      // As on AWS: what cannot even be dead-lettered is gone.
      console.error(`Schedule ${run.name}: no dead letter: ${refusal.message}`);
      this.#complete(run);
    }
  }

  /** Ends a run, and with it a schedule that asked for that and was not changed meanwhile. */
  #complete(run: Run): void {
    this.#runs.remove(run);
    const kept = this.store.get(run);
    const isSame = kept?.revision === run.revision && kept.nextAt === undefined;
    if (isSame && run.schedule.ActionAfterCompletion === 'DELETE') this.store.remove(run);
  }
}

function earliest(...times: (number | undefined)[]): number | undefined {
  const known = times.filter((time) => time !== undefined);
  return known.length === 0 ? undefined : Math.min(...known);
}
