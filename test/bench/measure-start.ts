import { cpSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { startUntilReady, stopProcess } from './bench-cloud.ts';
import { type BenchLine, seconds } from './bench-line.ts';
import { startMeter } from './meter.ts';
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
  const first: number[] = [];
  const again: number[] = [];
  const bare: number[] = [];
  const meter = startMeter();
  for (let run = 0; run < RUNS; run += 1) {
    const project = copyProject();
    first.push(await start(project));
    again.push(await start(project));
    bare.push(startNothing());
  }
  const costs = meter();
  const raw = `npm and an empty Node ${seconds(Math.min(...bare))}`;
  yield line('start, nothing bundled, no data', first, raw, 3, Math.min(...bare));
  yield { ...line('start again, no code changed', again, raw, 2, Math.min(...bare)), costs };
}

function line(what: string, times: number[], raw: string, atMost: number, bareMs: number): BenchLine {
  const best = Math.min(...times);
  return {
    what,
    measured: `${seconds(best)} (best of ${times.length})`,
    raw,
    ratio: best / bareMs,
    hold: { value: best / 1000, atMost, unit: ' s' },
    notes: [`runs: ${times.map(seconds).join(', ')}`],
  };
}

/** No bundles, no templates, no data: what a fresh clone has after `npm ci`. */
function copyProject(): string {
  const folder = makeTempFolder();
  for (const name of copied) cpSync(join(projectRoot, name), join(folder, name), { recursive: true });
  symlinkSync(join(projectRoot, 'node_modules'), join(folder, 'node_modules'));
  return folder;
}

async function start(project: string): Promise<number> {
  const args = ['start', '--', '--port', '0', '--aws-port', '0'];
  const { child, tookMs } = await startUntilReady('npm', args, project);
  await stopProcess(child);
  return tookMs;
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
