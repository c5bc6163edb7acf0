import { cpSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { startUntilReady, stopProcess } from './bench-cloud.ts';
import { type BenchLine, seconds } from './bench-line.ts';
import { type Costs, startMeter } from './meter.ts';
import { makeTempFolder } from './temp-folder.ts';

const RUNS = 3;
const projectRoot = fileURLToPath(new URL('../..', import.meta.url));
const copied = [
  'infra',
  'functions',
  'shared',
  'cdk.json',
  'package.json',
  'package-lock.json',
  'tsconfig.json',
];

/** `npm start` until its line of links, in a copy of the project: first with nothing made yet, then again. */
export async function* measureStart(): AsyncGenerator<BenchLine> {
  const first: Start[] = [];
  const again: Start[] = [];
  const bare: number[] = [];
  for (let run = 0; run < RUNS; run += 1) {
    const project = copyProject();
    first.push(await start(project));
    again.push(await start(project));
    bare.push(startNothing());
  }
  yield line('start, nothing bundled, no data', first, Math.min(...bare), 3);
  yield line('start again, no code changed', again, Math.min(...bare), 2);
}

interface Start {
  tookMs: number;
  costs: Costs;
}

function line(what: string, starts: Start[], bareMs: number, atMost: number): BenchLine {
  const [best] = starts.toSorted((a, b) => a.tookMs - b.tookMs);
  const tookMs = best?.tookMs ?? Number.NaN;
  return {
    what,
    measured: `${seconds(tookMs)} (best of ${starts.length})`,
    raw: `npm and an empty Node ${seconds(bareMs)}`,
    ratio: tookMs / bareMs,
    hold: { value: tookMs / 1000, atMost, unit: ' s' },
    ...(best && { costs: best.costs }),
    notes: [`runs: ${starts.map((one) => seconds(one.tookMs)).join(', ')}`],
  };
}

/** No bundles, no templates, no data: what a fresh clone has after `npm ci`. */
function copyProject(): string {
  const folder = makeTempFolder();
  for (const name of copied) cpSync(join(projectRoot, name), join(folder, name), { recursive: true });
  symlinkSync(join(projectRoot, 'node_modules'), join(folder, 'node_modules'));
  return folder;
}

async function start(project: string): Promise<Start> {
  const args = ['start', '--', '--port', '0', '--aws-port', '0'];
  const meter = startMeter();
  const { child, tookMs } = await startUntilReady('npm', args, project);
  // Read while it runs: what ends takes its CPU time along.
  const costs = meter();
  await stopProcess(child);
  return { tookMs, costs };
}

/** What npm and Node take without us. */
function startNothing(): number {
  const folder = makeTempFolder();
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ scripts: { start: 'node -e 0' } }));
  const begun = performance.now();
  execFileSync('npm', ['start'], { cwd: folder, stdio: 'ignore' });
  return performance.now() - begun;
}
