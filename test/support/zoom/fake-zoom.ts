import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { once } from 'node:events';

/** One join, as Zoom's API tells it. */
export interface FakeJoin {
  name: string;
  user_email: string;
  join_time: string;
  leave_time: string;
  registrant_id?: string;
  status?: string;
  bo_mtg_id?: string;
}

/** What stands in front of the next answers, in turn; `undefined`: nothing. */
export type Trouble =
  | { status: number; headers?: Record<string, string>; body?: object }
  | 'expired-page'
  | 'new-token';

/**
 * Zoom's token and report API, as its documentation tells of it: checks the client's credentials and the token, pages by 300 with a
 * token of its own, knows instances by UUID only.
 */
export interface FakeZoom {
  apiUrl: string;
  tokenUrl: string;
  credentials: { accountId: string; clientId: string; clientSecret: string };
  /** Joins by instance. */
  instances: Map<string, { startTime: string; joins: FakeJoin[] }>;
  troubles: (Trouble | undefined)[];
  /** Paths that were asked for, in order; tokens that were given. */
  asked: string[];
  tokens: string[];
  stop: () => Promise<void>;
}

const PAGE = 300;

export async function startFakeZoom(): Promise<FakeZoom> {
  const state: Pick<FakeZoom, 'credentials' | 'instances' | 'troubles' | 'asked' | 'tokens'> = {
    credentials: { accountId: 'acc', clientId: 'client', clientSecret: 's3cret:with colon' },
    instances: new Map(),
    troubles: [],
    asked: [],
    tokens: [],
  };
  const server = createServer((request, response) => {
    answer(state, request, response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return Object.assign(state, {
    apiUrl: `${origin}/v2`,
    tokenUrl: `${origin}/oauth/token`,
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  });
}

type State = Omit<FakeZoom, 'apiUrl' | 'tokenUrl' | 'stop'>;

function answer(state: State, request: IncomingMessage, response: ServerResponse): void {
  const say = (status: number, body: object, headers: Record<string, string> = {}) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
  };
  const url = new URL(request.url ?? '/', 'http://zoom.test');
  if (url.pathname === '/oauth/token') {
    giveToken(state, request, url, say);
    return;
  }
  state.asked.push(url.pathname + url.search);
  if (request.headers.authorization !== `Bearer ${state.tokens.at(-1)}`) {
    say(401, { code: 124, message: 'Access token is expired.' });
    return;
  }
  const trouble = state.troubles.shift();
  if (trouble === 'new-token') {
    state.tokens.push('another');
    say(401, { code: 124, message: 'Access token is expired.' });
  } else if (trouble === 'expired-page')
    say(400, { code: 300, message: 'The next page token is invalid or expired.' });
  else if (trouble) say(trouble.status, trouble.body ?? {}, trouble.headers);
  else tell(state, url, say);
}

type Say = (status: number, body: object) => void;

function giveToken({ credentials, tokens }: State, request: IncomingMessage, url: URL, say: Say): void {
  const { accountId, clientId, clientSecret } = credentials;
  const basic = `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}`;
  const isRight =
    request.method === 'POST' &&
    request.headers.authorization === basic &&
    url.searchParams.get('grant_type') === 'account_credentials' &&
    url.searchParams.get('account_id') === accountId;
  if (!isRight) {
    say(400, { reason: 'Invalid client_id or client_secret', error: 'invalid_client' });
    return;
  }
  tokens.push(`token-${tokens.length + 1}`);
  say(200, {
    access_token: tokens.at(-1),
    token_type: 'bearer',
    expires_in: 3600,
    scope: 'report:read:admin',
  });
}

function tell({ instances }: State, url: URL, say: Say): void {
  const [, , what = '', group = '', last = ''] = url.pathname.split('/');
  if (what.startsWith('past_') && last === 'instances') {
    const list = [...instances].map(([uuid, { startTime }]) => ({ uuid, start_time: startTime }));
    say(200, { [what.slice('past_'.length)]: list });
    return;
  }
  // A UUID with slashes arrives encoded twice, any other once.
  const once = decodeURIComponent(group === 'webinars' || group === 'meetings' ? last : '');
  const uuid = once.includes('%') ? decodeURIComponent(once) : once;
  const instance = instances.get(uuid);
  if (what !== 'report' || !instance || (once === uuid && /^\/|\/\//.test(uuid))) {
    say(404, { code: 3001, message: 'Meeting does not exist or has expired.' });
    return;
  }
  const from = Number(url.searchParams.get('next_page_token')?.slice('page-'.length) ?? 0);
  const to = from + Math.min(PAGE, Number(url.searchParams.get('page_size') ?? 30));
  const more = to < instance.joins.length;
  const withIds = url.searchParams.get('include_fields') === 'registrant_id';
  const participants = instance.joins
    .slice(from, to)
    .map(({ registrant_id, ...one }) =>
      withIds && registrant_id !== undefined ? { ...one, registrant_id } : one,
    );
  // The total of Zoom's own example does not fit its list either.
  say(200, {
    page_size: to - from,
    total_records: 1,
    next_page_token: more ? `page-${to}` : '',
    participants,
  });
}
