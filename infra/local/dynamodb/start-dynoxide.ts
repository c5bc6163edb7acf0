import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { findFreePort } from './find-free-port.ts';
import { damagedDatabase } from './stream-table.ts';
import { LocalCloudError } from '../seams/local-cloud-error.ts';

export interface Dynoxide {
  /** e.g. `http://127.0.0.1:41234` */
  endpoint: string;
  stop(): Promise<void>;
}

/** What dynoxide says when somebody took the port between our look and its start. */
const portIsTaken = /already in use/;

/** Starts the binary on a database file and resolves when it listens; it does not outlive this process. */
export async function startDynoxide(binary: string, databaseFile: string): Promise<Dynoxide> {
  for (;;) {
    try {
      return await startOnFreePort(binary, databaseFile);
    } catch (error) {
      if (!(error instanceof Error && portIsTaken.test(error.message))) throw error;
    }
  }
}

async function startOnFreePort(binary: string, databaseFile: string): Promise<Dynoxide> {
  const pidFile = `${databaseFile}.pid`;
  endOrphan(pidFile, databaseFile);
  const port = await findFreePort();
  const child = spawnBound(binary, [
    '--host',
    '127.0.0.1',
    '--port',
    String(port),
    '--db-path',
    databaseFile,
  ]);
  if (child.pid !== undefined) writeFileSync(pidFile, String(child.pid));
  const killOnExit = (): void => void child.kill('SIGKILL');
  process.once('exit', killOnExit);
  await waitUntilListening(child, databaseFile);
  return {
    endpoint: `http://127.0.0.1:${port}`,
    async stop() {
      process.off('exit', killOnExit);
      await end(child);
      rmSync(pidFile, { force: true });
    },
  };
}

const parentDeathGuard = '/usr/bin/setpriv';

/** Where Linux can tie a child to its parent's life, even a SIGKILL leaves no orphan; elsewhere the pid file serves. */
function spawnBound(binary: string, args: string[]): ChildProcess {
  const options = { stdio: ['ignore', 'pipe', 'pipe'] } satisfies Parameters<typeof spawn>[2];
  return existsSync(parentDeathGuard)
    ? spawn(parentDeathGuard, ['--pdeathsig', 'KILL', binary, ...args], options)
    : spawn(binary, args, options);
}

/** Ends the process that a killed run left behind; the command line is compared, as pids are used again. */
function endOrphan(pidFile: string, databaseFile: string): void {
  if (!existsSync(pidFile)) return;
  const pid = Number(readFileSync(pidFile, 'utf8'));
  const commandLine = `/proc/${pid}/cmdline`;
  if (pid > 1 && existsSync(commandLine) && readFileSync(commandLine, 'utf8').includes(databaseFile))
    process.kill(pid, 'SIGKILL');
  rmSync(pidFile, { force: true });
}

function waitUntilListening(child: ChildProcess, databaseFile: string): Promise<void> {
  return new Promise((resolve, reject) => {
    let output = '';
    const read = (chunk: Buffer): void => {
      output += chunk.toString();
      if (output.includes('listening on')) resolve();
    };
    child.stdout?.on('data', read);
    child.stderr?.on('data', read);
    child.once('error', reject);
    child.once('exit', (code) => {
      reject(
        new LocalCloudError(
          damagedDatabase(databaseFile, `dynoxide ended with code ${code ?? 'none'}: ${output.trim()}`),
        ),
      );
    });
  });
}

function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    child.once('exit', () => {
      resolve();
    });
    child.kill('SIGTERM');
  });
}
