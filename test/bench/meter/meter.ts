import { loadavg } from 'node:os';
import { readProcessTree } from './process-tree.ts';

/** What a measurement cost the machine. */
export interface Costs {
  /** CPU seconds by role: `bench`, `local cloud`, `dynoxide`, function names. */
  cpu: Record<string, number>;
  /** Load average of the last minute, at the end. */
  load: number;
}

/** Starts to count; the answer ends it. */
export function startMeter(): () => Costs {
  const before = cpuByRole();
  return () => {
    const cpu = Object.entries(cpuByRole()).map(([role, seconds]) => [role, seconds - (before[role] ?? 0)]);
    return { cpu: Object.fromEntries(cpu) as Record<string, number>, load: loadavg()[0] ?? 0 };
  };
}

function cpuByRole(): Record<string, number> {
  const sums: Record<string, number> = {};
  for (const { role, cpuSeconds } of readProcessTree()) sums[role] = (sums[role] ?? 0) + cpuSeconds;
  return sums;
}

/** The most memory that a function's processes held so far, in MB; the largest of them. */
export function peakMemory(role: string): number {
  return largest(role, 'peakMb');
}

/** Samples a function's memory (MB, its largest process: another may be done already) until it is stopped. */
export function sampleMemory(role: string, everyMs: number): () => number[] {
  const samples: number[] = [];
  const timer = setInterval(() => {
    samples.push(largest(role, 'rssMb'));
  }, everyMs);
  return () => {
    clearInterval(timer);
    return samples;
  };
}

const largest = (role: string, memory: 'peakMb' | 'rssMb'): number =>
  Math.max(0, ...readProcessTree().flatMap((one) => (one.role === role ? [one[memory]] : [])));
