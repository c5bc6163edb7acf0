import { appendFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { env } from 'node:process';
import type { Mutant } from './make-mutants.ts';

/** What one process is to try: which mutants by which tests. */
export interface Plan {
  mutants: Mutant[];
  /** Of each test file, the sources with mutants that it reaches. */
  reach: Record<string, string[]>;
  /** What the tests of one file that come by a mutant may take of the processor together, in milliseconds; those that take longer are left for later. */
  cost: { above: number; upTo: number };
  /** For mutants in what a module does once, as it is read: by which file each is tried, in this order. */
  fresh?: { id: string; test: string }[];
  /** Where the lines of what came out stand. */
  found: string;
}

/** What came out, line by line, so that a process that hangs takes nothing with it. */
export type Found =
  | { is: 'began'; id: string; test: string; isFresh?: true }
  | { is: 'reached'; ids: string[] }
  | { is: 'once'; ids: string[] }
  | { is: 'noticed'; id: string; test: string; by: string }
  | { is: 'endless'; id: string; test: string }
  | { is: 'left'; test: string; ids: string[]; ms: number }
  /** It fails without a mutant: from the first on, or, with mutants left to try, once it has run before. */
  | { is: 'unsound'; test: string; by: string; ids: string[] }
  | { is: 'done'; test: string };

/** Vitest reads its configuration as a bundle of its own, so what everybody needs lies in a file that the environment names. */
export const PLAN = 'MUTANTS_PLAN';

export function writePlan(path: string, plan: Plan): void {
  writeFileSync(path, JSON.stringify(plan));
}

export function readPlan(): Plan {
  return JSON.parse(readFileSync(env[PLAN] ?? '', 'utf8')) as Plan;
}

export function tell(plan: Plan, found: Found): void {
  appendFileSync(plan.found, `${JSON.stringify(found)}\n`);
}

export function readFound({ found }: Pick<Plan, 'found'>): Found[] {
  if (!existsSync(found)) return [];
  const lines = readFileSync(found, 'utf8').split('\n');
  return lines.filter((line) => line !== '').map((line) => JSON.parse(line) as Found);
}

/** The mutants that nobody needs to ask about again. */
export function settled(found: Found[]): Set<string> {
  return new Set(found.flatMap((one) => (one.is === 'noticed' || one.is === 'endless' ? [one.id] : [])));
}
