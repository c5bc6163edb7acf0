import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { S3Client } from '@aws-sdk/client-s3';
import { RouteTable } from '../../infra/local/gateway/route-table.ts';
import { routes } from '../../infra/service/routes.ts';
import { checkAnswer } from './api/check-answer.ts';
import type { TypedCall } from './api/typed-call.ts';
import { startLocalCloud, type LocalCloud } from '../../infra/local/local-cloud.ts';

/** The whole product on this machine, driven as its users drive it: over HTTP and with the AWS SDK. */
export interface TestCloud {
  url: string;
  awsUrl: string;
  buckets: { imports: string; exports: string };
  s3: S3Client;
  call: TypedCall;
  /** The same for calls that no description types: with wrong input, or to many routes in a loop. */
  callAnyhow: (method: string, path: string, body?: unknown, role?: string) => Promise<Record<string, any>>;
  /** A call of anybody. */
  send: (path: string, init?: RequestInit) => Promise<Response>;
  token: (role: string) => Promise<string>;
  /** `/_local/…` as JSON. */
  local: <T = Record<string, any>>(path: string, body?: unknown, method?: string) => Promise<T>;
  mails: () => Promise<Mail[]>;
  settle: () => Promise<void>;
  stop: () => Promise<void>;
}

export interface Mail {
  id: string;
  to: string[];
  subject: string;
  text: string;
  html: string;
}

/** As long as a fetch has patience, or nearly so: a loaded machine takes long, and that is no fault. */
const PATIENCE_MS = 280_000;

/** Starts a local cloud of its own on free ports, with a new data folder and no demo event. */
export async function startTestCloud(data?: string): Promise<TestCloud> {
  const folder = data ?? (await mkdtemp(join(tmpdir(), 'turnout-e2e-')));
  const cloud = await startLocalCloud({
    ...{ port: 0, awsPort: 0, data: folder, fresh: false, demo: false },
    patienceMs: PATIENCE_MS,
  });
  const keep = data !== undefined;
  return drive(cloud, async () => {
    await cloud.stop();
    if (!keep) await rm(folder, { recursive: true, force: true });
  });
}

const table = new RouteTable(
  routes.map(({ key }) => ({
    key,
    functionArn: '',
    timeoutMs: 0,
    authorizer: undefined,
    scopes: [],
    throttle: undefined,
  })),
);

function drive(cloud: LocalCloud, stop: () => Promise<void>): TestCloud {
  const { url, awsUrl } = cloud;
  const send: TestCloud['send'] = (path, init) =>
    fetch(path.startsWith('http') ? path : url + path, { redirect: 'manual', ...init });
  const asJson = (body: unknown) => ({
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  const local: TestCloud['local'] = async (path, body, method = body === undefined ? 'GET' : 'POST') => {
    const answer = await send(`/_local/${path}`, { method, ...(body !== undefined && asJson(body)) });
    if (!answer.ok) throw new Error(`/_local/${path} answered ${answer.status}: ${await answer.text()}`);
    return (await answer.json()) as never;
  };
  const post = (path: string) => send(path, { method: 'POST', ...asJson({}) });
  const token = async (role: string) => (await local<{ token: string }>('token', { role })).token;
  const callAnyhow: TestCloud['callAnyhow'] = async (method, path, body, role = 'admin') => {
    const json = body === undefined ? { headers: {} } : asJson(body);
    const answer = await send(path, {
      method,
      ...json,
      headers: { ...json.headers, authorization: `Bearer ${await token(role)}` },
    });
    const text = await answer.text();
    const key = table.find(method, path.split('?')[0] ?? '')?.route.key ?? '';
    checkAnswer(key, answer.status, Object.fromEntries(answer.headers), text);
    if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status}: ${text}`);
    return (text === '' ? undefined : JSON.parse(text)) as never;
  };
  return {
    url,
    awsUrl,
    buckets: { imports: cloud.info.buckets['imports']!, exports: cloud.info.buckets['exports']! },
    s3: new S3Client({
      endpoint: awsUrl,
      region: 'eu-central-1',
      credentials: { accessKeyId: 'me', secretAccessKey: 'me' },
    }),
    call: callAnyhow as TypedCall,
    callAnyhow,
    send,
    token,
    local,
    mails: async () => (await local<{ items: Mail[] }>('mail')).items,
    settle: async () => {
      // The cloud gives up in the end; how long a loaded machine takes is no matter here.
      for (let answer = await post('/_local/settle'); !answer.ok; answer = await post('/_local/settle'))
        if (answer.status !== 504)
          throw new Error(`/_local/settle answered ${answer.status}: ${await answer.text()}`);
    },
    stop,
  };
}
