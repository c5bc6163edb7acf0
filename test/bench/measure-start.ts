import { cpSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { startUntilReady, stopProcess } from './cloud/bench-cloud.ts';
import { type BenchLine, seconds } from './bench-line.ts';
import { type Costs, startMeter } from './meter/meter.ts';
import { makeTempFolder } from './cloud/temp-folder.ts';

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
    bare.push(startNothing());
    again.push(await start(project));
  }
  yield line('first start, no data', first, Math.min(...bare), 8);
  yield line('start again, no code changed', again, Math.min(...bare), 4);
  const silentMs = Math.max(...[...first, ...again].map((one) => one.silentMs));
  yield {
    what: 'start, longest silence',
    measured: seconds(silentMs),
    hold: { value: silentMs / 1000, atMost: 2, unit: ' s' },
  };
}

interface Start {
  tookMs: number;
  silentMs: number;
  costs: Costs;
}

function line(what: string, starts: Start[], bareMs: number, atMost: number): BenchLine {
  const [best] = starts.toSorted((a, b) => a.tookMs - b.tookMs);
  const tookMs = best?.tookMs ?? Number.NaN;
  const ratio = tookMs / bareMs;
  return {
    what,
    measured: `${seconds(tookMs)} (best of ${starts.length})`,
    raw: `npm and an empty Node ${seconds(bareMs)}`,
    ratio,
    hold: { value: ratio, atMost, unit: ' x' },
    ...(best && { costs: best.costs }),
    notes: [`runs: ${starts.map((one) => seconds(one.tookMs)).join(', ')}`],
  };
}

/** No data, and of bundles and templates only those that `npm ci` makes: what a fresh clone has after it. */
function copyProject(): string {
  const folder = makeTempFolder();
  for (const name of copied) cpSync(join(projectRoot, name), join(folder, name), { recursive: true });
  symlinkSync(join(projectRoot, 'node_modules'), join(folder, 'node_modules'));
  execFileSync('npm', ['run', 'prepare'], { cwd: folder, stdio: 'ignore', env: environmentOf(folder) });
  return folder;
}

async function start(project: string): Promise<Start> {
  const args = ['start', '--', '--port', '0', '--aws-port', '0'];
  const meter = startMeter();
  const { child, tookMs, silentMs } = await startUntilReady('npm', args, project, environmentOf(project));
  // Read while it runs: what ends takes its CPU time along.
  const costs = meter();
  await stopProcess(child);
  return { tookMs, silentMs, costs };
}

/** Node's own cache of what it compiled would else be that of an earlier run. */
function environmentOf(project: string): NodeJS.ProcessEnv {
  return { ...process.env, NODE_COMPILE_CACHE: join(project, 'node-compile-cache') };
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
