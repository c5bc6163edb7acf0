import { readdirSync, readFileSync } from 'node:fs';

/** One process of the tree, as Linux's /proc tells it. */
export interface ProcessState {
  pid: number;
  /** `bench`, `local cloud`, `dynoxide`, or a function's name. */
  role: string;
  /** Of the process and of the ended children it waited for. */
  cpuSeconds: number;
  rssMb: number;
  /** The most memory that it ever held. */
  peakMb: number;
}

/** Linux counts CPU time in hundredths of a second on every machine that Node runs on. */
const TICKS_PER_SECOND = 100;

/** This process and everything it started, down to dynoxide and the functions. */
export function readProcessTree(): ProcessState[] {
  const all = new Map(readdirSync('/proc').flatMap((name) => (/^\d+$/.test(name) ? readStat(name) : [])));
  const belongs = (pid: number): boolean => {
    if (pid === process.pid) return true;
    const parent = all.get(pid)?.parent;
    return parent !== undefined && belongs(parent);
  };
  return [...all].flatMap(([pid, { cpuSeconds }]) => {
    const role = belongs(pid) ? roleOf(pid) : undefined;
    return role === undefined ? [] : [{ pid, role, cpuSeconds, ...readMemory(pid) }];
  });
}

function readStat(name: string): [number, { parent: number; cpuSeconds: number }][] {
  const text = read(`/proc/${name}/stat`);
  if (text === '') return [];
  // The command's name may hold blanks and brackets; the fields that count come after it.
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  const ticks = fields.slice(11, 15).reduce((sum, field) => sum + Number(field), 0);
  return [[Number(name), { parent: Number(fields[1]), cpuSeconds: ticks / TICKS_PER_SECOND }]];
}

function roleOf(pid: number): string {
  if (pid === process.pid) return 'bench';
  if (read(`/proc/${pid}/cmdline`).includes('dynoxide')) return 'dynoxide';
  const functionName = /(?:^|\0)AWS_LAMBDA_FUNCTION_NAME=([^\0]*)/.exec(read(`/proc/${pid}/environ`))?.[1];
  return functionName ?? 'local cloud';
}

function readMemory(pid: number): { rssMb: number; peakMb: number } {
  const status = read(`/proc/${pid}/status`);
  const megabytes = (field: string) =>
    Number(new RegExp(`^${field}:\\s+(\\d+)`, 'm').exec(status)?.[1] ?? 0) / 1024;
  return { rssMb: megabytes('VmRSS'), peakMb: megabytes('VmHWM') };
}

/** A process may end between being listed and being read. */
function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
