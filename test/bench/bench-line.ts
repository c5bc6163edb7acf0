import type { Costs } from './meter/meter.ts';

/** One line of the bench's table. */
export interface BenchLine {
  what: string;
  measured: string;
  /** The bare part that was measured in the same run. */
  raw?: string;
  /** Measured beside raw. */
  ratio?: number;
  /** The design's number, and the value that is held against it. */
  hold?: Hold;
  /** No number but a promise of the product: the bench fails when it is broken. */
  isPromise?: true;
  costs?: Costs;
  notes?: string[];
}

export interface Hold {
  value: number;
  atLeast?: number;
  atMost?: number;
  /** Behind the numbers, with its blank: ` s`, ` x`. */
  unit: string;
}

const widths = [34, 30, 34, 6, 14];

export const tableHead = columns(['what', 'measured', 'raw part', 'ratio', 'to hold', 'held']);

/** The line as text; what it cost and what is to be known about it below. */
export function formatLine({ what, measured, raw, ratio, hold, costs, notes = [] }: BenchLine): string {
  const first = columns([
    what,
    measured,
    raw ?? '-',
    ratio === undefined ? '-' : ratio.toFixed(2),
    hold === undefined ? '-' : demandOf(hold),
    hold === undefined ? '-' : verdictOf(hold),
  ]);
  return [first, ...(costs === undefined ? [] : [describeCosts(costs)]), ...notes]
    .map((line, index) => (index === 0 ? line : `    ${line}`))
    .join('\n');
}

/** A promise that a count is so much, or lies between the two. */
export function promise(what: string, value: number, atLeast: number, atMost = atLeast): BenchLine {
  const measured = value.toLocaleString('en');
  return { what, measured, hold: { value, atLeast, atMost, unit: '' }, isPromise: true };
}

export const isBroken = ({ isPromise, hold }: BenchLine): boolean =>
  isPromise === true && hold !== undefined && verdictOf(hold) !== 'yes';

function columns(cells: string[]): string {
  return cells
    .map((cell, index) => cell.padEnd(widths[index] ?? 0))
    .join('  ')
    .trimEnd();
}

function demandOf({ atLeast, atMost, unit }: Hold): string {
  if (atLeast !== undefined && atLeast === atMost) return `${atLeast}${unit}`;
  if (atMost === Infinity) return `>= ${atLeast ?? ''}${unit}`;
  if (atLeast !== undefined && atMost !== undefined) return `${atLeast}..${atMost}${unit}`;
  return atLeast === undefined ? `<= ${atMost ?? ''}${unit}` : `>= ${atLeast}${unit}`;
}

/** `yes`, or how far off. */
export function verdictOf({ value, atLeast = -Infinity, atMost = Infinity }: Hold): string {
  if (value >= atLeast && value <= atMost) return 'yes';
  const limit = value < atLeast ? atLeast : atMost;
  const side = value < atLeast ? 'short' : 'over';
  if (limit === 0) return `NO: ${value} ${side}`;
  return `NO: ${Math.ceil(Math.abs(value / limit - 1) * 100)} % ${side}`;
}

function describeCosts({ cpu, load }: Costs): string {
  const parts = Object.entries(cpu)
    .filter(([, seconds]) => seconds >= 0.05)
    .sort(([, a], [, b]) => b - a)
    .map(([role, seconds]) => `${role} ${seconds.toFixed(1)}`);
  return `cpu ${totalCpu({ cpu, load }).toFixed(1)} s (${parts.join(', ')}); load ${load.toFixed(1)}`;
}

export const totalCpu = ({ cpu }: Costs): number =>
  Object.values(cpu).reduce((sum, seconds) => sum + seconds, 0);

/** Runs of the same bare part that differ by more than this say more of the machine than of us. */
const STEADY = 1.25;

/** A warning when the bare part itself was not steady, so that nobody believes a ratio to it, good or bad. */
export function unsteadiness(raw: number[]): string[] {
  const spread = Math.max(...raw) / Math.min(...raw);
  if (spread <= STEADY) return [];
  return [
    `UNSTEADY: the bare part alone varied ${spread.toFixed(1)}-fold; the machine was busy, repeat this`,
  ];
}

export const rowsPerSecond = (rate: number): string => `${Math.round(rate).toLocaleString('en')} rows/s`;
export const milliseconds = (ms: number): string => `${ms < 10 ? ms.toFixed(1) : Math.round(ms)} ms`;
export const seconds = (ms: number): string => `${(ms / 1000).toFixed(2)} s`;
