/** How many processes of one function there may be. */
export interface ProcessLimits {
  /** As many as the machine can run at one time. */
  steady: number;
  /** The limit when the running ones make no progress: they wait for something, perhaps for this very function. */
  most: number;
}

/** The state of a pool. Times in milliseconds. */
export interface PoolLoad {
  waiting: number;
  processes: number;
  starting: number;
  /** What an invocation took lately. */
  serviceMs: number;
  /** What a start took last. */
  startMs: number;
  /** Since an invocation ended, a process was ready, or the first of the waiting came. */
  stillMs: number;
}

/** The shortest time without progress that counts as a standstill. */
const shortestStandstillMs = 25;
/** Beyond what the machine can run, processes are only added when the others look stuck. */
const stuckMs = 1000;

/**
 * How long from now until another process is worth its start, if nothing changes meanwhile; 0 = now, undefined = not.
 * A start costs what dozens of requests cost, and takes it from those that are served now. So one is started where the
 * queue is longer than a start takes, or stands still; never two at one time; and never more than the machine can run
 * unless nothing gets on any more, as when a function waits for another call of itself.
 */
export function growthDelay(load: PoolLoad, { steady, most }: ProcessLimits): number | undefined {
  const { waiting, processes, starting, serviceMs, startMs, stillMs } = load;
  if (waiting === 0 || starting > 0 || processes >= most) return undefined;
  if (processes === 0) return 0;
  if (processes >= steady) return Math.max(0, Math.max(stuckMs, 2 * startMs) - stillMs);
  if ((waiting * serviceMs) / processes > startMs) return 0;
  return Math.max(0, Math.max(shortestStandstillMs, startMs) - stillMs);
}
