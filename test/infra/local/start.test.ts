import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { cp, mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startProgress } from '../../../infra/local/cloud/progress.ts';
import { describeSources } from '../../../infra/local/product/synthesize.ts';

const project = new URL('../../..', import.meta.url).pathname;

let folder: string;
let child: ChildProcess | undefined;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'turnout-start-'));
});
afterEach(async () => {
  signalGroup('SIGKILL');
  await untilAllGone();
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** False when nobody is left of what npm started. */
function signalGroup(signal: NodeJS.Signals | 0): boolean {
  try {
    return child?.pid !== undefined && process.kill(-child.pid, signal);
  } catch {
    return false;
  }
}

const untilAllGone = () => expect.poll(() => signalGroup(0)).toBe(false);

/** `npm start` without a terminal, until it tells its links; answers all that it said, in order. */
async function npmStart(): Promise<{ from: string; text: string }[]> {
  const args = ['start', '--', '--port', '0', '--aws-port', '0', '--no-demo', '--data', folder];
  const started = spawn('npm', args, { cwd: project, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
  child = started;
  const said: { from: string; text: string }[] = [];
  await new Promise<void>((resolve, reject) => {
    for (const from of ['stdout', 'stderr'] as const) {
      started[from].setEncoding('utf8').on('data', (text: string) => {
        said.push({ from, text });
        if (text.includes('AWS_ENDPOINT_URL=')) resolve();
      });
    }
    started.once('exit', () => {
      reject(new Error(`It ended: ${JSON.stringify(said)}`));
    });
  });
  return said;
}

describe('npm start', () => {
  it('says what it does before it is ready, and then its links in one line', async () => {
    const said = await npmStart();
    const linesFrom = (name: string) =>
      said
        .filter(({ from }) => from === name)
        .flatMap(({ text }) => text.split('\n'))
        .filter((line) => line !== '' && !line.startsWith('>'));
    expect(linesFrom('stderr').slice(0, 1)).toEqual(['… starting']);
    expect(linesFrom('stdout')).toEqual([
      expect.stringMatching(
        /^Turnout http:\S+ {3}status page http:\S+\/_local {3}AWS_ENDPOINT_URL=http:\S+$/,
      ),
    ]);
  });

  it.each(['SIGINT', 'SIGTERM'] as const)(
    'stops all that it started by a %s that npm alone gets',
    async (signal) => {
      await npmStart();
      const ended = once(child!, 'exit');
      child!.kill(signal);
      await ended;
      await untilAllGone();
    },
  );
});

describe('The end of npm ci', () => {
  it('makes what the first start needs, so that it need not', async () => {
    const copy = join(folder, 'copy');
    for (const name of ['infra', 'functions', 'shared', 'cdk.json', 'package.json', 'package-lock.json'])
      await cp(join(project, name), join(copy, name), { recursive: true });
    await symlink(join(project, 'node_modules'), join(copy, 'node_modules'));
    await promisify(execFile)('npm', ['run', 'prepare'], { cwd: copy });
    const made = ['dist/events/index.mjs', `dist/.assemblies/${describeSources(`${copy}/`)}/manifest.json`];
    expect(made.filter((name) => !existsSync(join(copy, name)))).toEqual([]);
  });
});

describe('The progress of a start', () => {
  it('tells each step, and nothing more after its end', () => {
    const lines: string[] = [];
    const progress = startProgress((line) => lines.push(line));
    progress.tell('one');
    progress.tell('two');
    progress.end();
    expect(lines).toEqual(['… one\n', '… two\n']);
  });
});
