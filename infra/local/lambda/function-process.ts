import { type ChildProcess, fork } from 'node:child_process';
import { setPriority, tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import * as z from 'zod';
import { roleSecret } from '../iam/authorizer.ts';
import type { FunctionDefinition } from '../seams/ports.ts';
import { FunctionError } from './function-error.ts';

const Failure = z.object({ errorType: z.string(), errorMessage: z.string(), trace: z.array(z.string()) });
const Message = z.union([
  z.object({ ready: z.literal(true) }),
  z.object({ failed: Failure }),
  z.object({ id: z.string(), result: z.string() }),
  z.object({ id: z.string(), error: Failure }),
]);

export interface Invocation {
  id: string;
  /** JSON */
  payload: string;
  clockOffset: number;
  /** Kills the process after so many milliseconds: an injected fault. */
  killAfterMs?: number | undefined;
}

export interface FunctionProcess {
  /** Resolves when the bundle is loaded; rejects with `FunctionError` when it cannot be. */
  loaded: Promise<void>;
  /** Answers the result as JSON; throws `FunctionError`. One at a time. */
  run(invocation: Invocation): Promise<string>;
  isAlive(): boolean;
  kill(): void;
}

export interface ProcessSurroundings {
  awsUrl: string;
  region: string;
  /** Runs at low priority, so that functions that somebody waits for go first. */
  isBackground: boolean;
  onLine: (line: string) => void;
}

const bootstrap = fileURLToPath(new URL('bootstrap.mjs', import.meta.url));
const v8HeapShare = 0.9;
const backgroundNiceness = 10;
/** What Lambda lets a function answer to whoever waits for it. */
const MOST_ANSWERED = 6 * 1024 * 1024;

/** Starts a process for the function. */
export function startFunctionProcess(
  definition: FunctionDefinition,
  surroundings: ProcessSurroundings,
): FunctionProcess {
  const child = fork(bootstrap, [], {
    env: environmentOf(definition, surroundings),
    execArgv: ['--enable-source-maps'],
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  for (const stream of [child.stdout, child.stderr]) {
    if (stream !== null) createInterface({ input: stream }).on('line', surroundings.onLine);
  }
  if (surroundings.isBackground && child.pid !== undefined) yieldProcessor(child.pid);
  const loaded = untilLoaded(child);
  return {
    loaded,
    run: (invocation) => exchange(child, definition, invocation),
    isAlive: () => child.exitCode === null && child.signalCode === null && child.connected,
    kill: () => void child.kill('SIGKILL'),
  };
}

function yieldProcessor(pid: number): void {
  try {
    setPriority(pid, backgroundNiceness);
  } catch {
    // It ended already, or the system does not allow it.
  }
}

function untilLoaded(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    child.once('message', (raw) => {
      const message = Message.parse(raw);
      if ('ready' in message) resolve();
      else if ('failed' in message) reject(toError(message.failed));
    });
    child.once('error', reject);
    child.once('exit', (code, signal) => {
      reject(
        new FunctionError('Runtime.ExitError', `The process ended while loading (${signal ?? code ?? ''}).`),
      );
    });
  });
}

function exchange(
  child: ChildProcess,
  definition: FunctionDefinition,
  invocation: Invocation,
): Promise<string> {
  const { timeoutSeconds, arn } = definition;
  return new Promise((resolve, reject) => {
    let ending = new FunctionError('Runtime.ExitError', 'Runtime exited before it answered.');
    const end = (error: FunctionError) => (): void => {
      ending = error;
      child.kill('SIGKILL');
    };
    const timedOut = new FunctionError(
      'Sandbox.Timedout',
      `Task timed out after ${timeoutSeconds.toFixed(2)} seconds`,
    );
    const timers = [setTimeout(end(timedOut), timeoutSeconds * 1000)];
    if (invocation.killAfterMs !== undefined) {
      timers.push(
        setTimeout(end(new FunctionError('Runtime.ExitError', 'Killed by a fault.')), invocation.killAfterMs),
      );
    }
    const leave = (): void => {
      for (const timer of timers) clearTimeout(timer);
      child.off('message', onMessage).off('exit', onExit);
    };
    const onExit = (): void => {
      leave();
      reject(ending);
    };
    const onMessage = (raw: unknown): void => {
      const message = Message.parse(raw);
      if (!('id' in message) || message.id !== invocation.id) return;
      leave();
      if ('error' in message) reject(toError(message.error));
      else if (Buffer.byteLength(message.result) > MOST_ANSWERED) reject(tooLarge(message.result));
      else resolve(message.result);
    };
    if (!child.connected) {
      leave();
      reject(ending);
      return;
    }
    child.on('message', onMessage).on('exit', onExit);
    child.send({
      id: invocation.id,
      payload: invocation.payload,
      offset: invocation.clockOffset,
      remainingMs: timeoutSeconds * 1000,
      arn,
    });
  });
}

const tooLarge = (answer: string): FunctionError =>
  new FunctionError(
    'Function.ResponseSizeTooLarge',
    `Response payload size (${Buffer.byteLength(answer)} bytes) exceeded maximum allowed payload size (${MOST_ANSWERED} bytes).`,
  );

function toError({ errorType, errorMessage, trace }: z.infer<typeof Failure>): FunctionError {
  return new FunctionError(errorType, errorMessage, trace);
}

function environmentOf(
  definition: FunctionDefinition,
  { awsUrl, region }: ProcessSurroundings,
): NodeJS.ProcessEnv {
  const { name, memoryMb, environment, handler, codeDirectory, roleId } = definition;
  return {
    PATH: process.env['PATH'],
    TZ: 'UTC',
    LANG: 'en_US.UTF-8',
    // The profile of whoever runs this must not leak into the functions.
    AWS_CONFIG_FILE: '/dev/null',
    AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
    ...environment,
    NODE_OPTIONS:
      `--max-old-space-size=${Math.floor(memoryMb * v8HeapShare)} ${environment['NODE_OPTIONS'] ?? ''}`.trimEnd(),
    // A third of a start is compiling; Node finds here what processes before have compiled.
    NODE_COMPILE_CACHE: join(tmpdir(), 'node-compile-cache'),
    AWS_ENDPOINT_URL: awsUrl,
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
    AWS_ACCESS_KEY_ID: roleId,
    AWS_SECRET_ACCESS_KEY: roleSecret,
    AWS_LAMBDA_FUNCTION_NAME: name,
    AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(memoryMb),
    AWS_LAMBDA_LOG_FORMAT: 'JSON',
    LAMBDA_TASK_ROOT: codeDirectory,
    _HANDLER: handler,
  };
}
