import { spawn, type ChildProcess } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { makeTempFolder } from './temp-folder.ts';

/** A local cloud in a process of its own, so that the bench does not slow what it measures. */
export interface BenchCloud {
  url: string;
  tableName: string;
  importsBucket: string;
  /** A plain client of the operator: what the raw parts use. */
  dynamoDb: DynamoDBClient;
  s3: S3Client;
  /** A call of an organizer; throws on anything but a 2xx. */
  call: (method: string, path: string, body?: unknown) => Promise<Record<string, unknown>>;
  /** `/_local/…` as JSON. */
  local: (path: string, body?: unknown, method?: string) => Promise<Record<string, unknown>>;
  /** Waits until stream, queues and functions are idle. */
  settle: () => Promise<void>;
  stop: () => Promise<void>;
}

interface Info {
  table: string;
  buckets: { imports: string };
}

/** What runs now: nothing outlives the bench. */
const running = new Set<ChildProcess>();
process.once('exit', () => {
  for (const child of running) signalGroup(child, 'SIGKILL');
});

const projectRoot = fileURLToPath(new URL('../../..', import.meta.url));
const startOptions = ['--port', '0', '--aws-port', '0'];

/** Starts the local cloud of this project on a new data folder. */
export async function startBenchCloud(): Promise<BenchCloud> {
  const args = ['infra/local/start.ts', ...startOptions, '--no-demo', '--data', makeTempFolder()];
  const { child, ready } = await startUntilReady(process.execPath, args, projectRoot);
  const [url = '', awsUrl = ''] = [/Turnout (\S+)/, /AWS_ENDPOINT_URL=(\S+)/].map(
    (pattern) => pattern.exec(ready)?.[1],
  );
  const info = (await fetchJson(`${url}/_local/info`)) as unknown as Info;
  const { token } = await fetchJson(`${url}/_local/token`, asJson('POST', { role: 'admin' }));
  const config = {
    endpoint: awsUrl,
    region: 'eu-central-1',
    credentials: { accessKeyId: 'bench', secretAccessKey: 'bench' },
  };
  return {
    url,
    tableName: info.table,
    importsBucket: info.buckets.imports,
    dynamoDb: new DynamoDBClient(config),
    s3: new S3Client({ ...config, forcePathStyle: true }),
    call: (method, path, body) => {
      const init = asJson(method, body);
      return fetchJson(url + path, {
        ...init,
        headers: { ...init.headers, authorization: `Bearer ${String(token)}` },
      });
    },
    local: (path, body, method = body === undefined ? 'GET' : 'POST') =>
      fetchJson(`${url}/_local/${path}`, asJson(method, body)),
    settle: async () => {
      await fetchJson(`${url}/_local/settle`, asJson('POST', {}));
    },
    stop: () => stopProcess(child),
  };
}

/** Runs a command that starts a local cloud; answers its ready line, how long it took, and its longest silence. */
export async function startUntilReady(
  command: string,
  args: string[],
  folder: string,
  environment = process.env,
): Promise<{ child: ChildProcess; ready: string; tookMs: number; silentMs: number }> {
  const begun = performance.now();
  let heard = begun;
  let silentMs = 0;
  const child = spawn(command, args, {
    cwd: folder,
    env: environment,
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  running.add(child);
  const ready = await new Promise<string>((resolve, reject) => {
    let output = '';
    const read = (chunk: Buffer): void => {
      output += chunk.toString();
      silentMs = Math.max(silentMs, performance.now() - heard);
      heard = performance.now();
      const line = /^.*AWS_ENDPOINT_URL=.*$/m.exec(output)?.[0];
      if (line !== undefined) resolve(line);
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    child.once('error', reject);
    child.once('exit', (code) => {
      reject(new Error(`The local cloud ended with code ${code ?? 'none'}:\n${output}`));
    });
  });
  return { child, ready, tookMs: performance.now() - begun, silentMs };
}

/** Ends a command and all it started; npm itself is gone before the cloud that it runs. */
export async function stopProcess(child: ChildProcess): Promise<void> {
  signalGroup(child, 'SIGTERM');
  while (signalGroup(child, 0)) await delay(20);
  running.delete(child);
}

/** npm hands no signal on to what it runs, so the whole group gets it. False when nobody is left in it. */
function signalGroup({ pid }: ChildProcess, signal: NodeJS.Signals | 0): boolean {
  try {
    return pid !== undefined && process.kill(-pid, signal);
  } catch {
    return false;
  }
}

function asJson(method: string, body: unknown) {
  return {
    method,
    headers: { 'content-type': 'application/json' },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  };
}

async function fetchJson(url: string, init: RequestInit = {}): Promise<Record<string, unknown>> {
  const answer = await fetch(url, init);
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${init.method ?? 'GET'} ${url} answered ${answer.status}: ${text}`);
  return JSON.parse(text) as Record<string, unknown>;
}
