import { mkdtempSync, rmSync } from 'node:fs';
import { type IncomingMessage, request, type ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createFrontDoor } from '../../../infra/local/gateway/front-door.ts';
import { createGateway } from '../../../infra/local/gateway/gateway.ts';
import { openTokenIssuer, type TokenIssuer } from '../../../infra/local/gateway/token-issuer.ts';
import { type HttpServer, listenHttp } from '../../../infra/local/gateway/http-server.ts';
import type { FunctionDefinition } from '../../../infra/local/seams/ports.ts';
import { openStateDb, type StateDb } from '../../../infra/local/state/state-db.ts';
import type { RouteDefinition } from '../../../infra/local/template/definitions.ts';

const authorizer = { issuer: 'https://issuer.example', audience: ['console'] };
const open = {
  functionArn: 'arn:probe',
  timeoutMs: 300,
  authorizer: undefined,
  scopes: [],
  throttle: undefined,
};
const routes: RouteDefinition[] = [
  { ...open, key: 'ANY /echo/{name}' },
  { ...open, key: 'GET /secret', authorizer },
  { ...open, key: 'GET /scoped', authorizer, scopes: ['turnout/admin'] },
  { ...open, key: 'GET /narrow', throttle: { rate: 0.001, burst: 2 } },
];

const scopeOf = (role: string) => `turnout/${role}`;

let directory: string;
let state: StateDb;
let server: HttpServer;
let tokens: TokenIssuer;
let url: string;
let event: Record<string, any>;
let answer: () => Promise<unknown>;
let prepared: () => Promise<void>;

beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'turnout-gateway-'));
  state = openStateDb(directory);
  tokens = await openTokenIssuer(state, scopeOf);
  server = await listenHttp(0);
  url = `http://127.0.0.1:${server.port}`;
  const functions = [{ arn: 'arn:probe', name: 'probe' } as FunctionDefinition];
  const invoker = {
    invoke: (_: string, payload: unknown) => {
      event = payload as typeof event;
      return answer();
    },
    enqueue: () => undefined,
  };
  const clock = { now: () => Date.now(), offset: () => 0 };
  server.serve(
    createGateway({
      ...{ routes, functions, invoker, tokens, clock, account: '000000000000' },
      prepare: () => prepared(),
    }),
  );
});

afterAll(async () => {
  await server.stop();
  state.close();
  rmSync(directory, { recursive: true });
});

beforeEach(() => {
  answer = () => Promise.resolve({ statusCode: 200 });
  prepared = () => Promise.resolve();
});

const bearer = (token: string) => ({ headers: { authorization: `Bearer ${token}` } });

describe('what a function receives', () => {
  it('is the event of payload format 2.0', async () => {
    await fetch(`${url}/echo/a%20b?x=1&x=2&y=%C3%BC`, {
      method: 'POST',
      headers: { cookie: 'a=1; b=2', 'content-type': 'application/json' },
      body: '{"ä":1}',
    });
    expect(event).toMatchObject({
      version: '2.0',
      routeKey: 'ANY /echo/{name}',
      rawPath: '/echo/a%20b',
      rawQueryString: 'x=1&x=2&y=%C3%BC',
      cookies: ['a=1', 'b=2'],
      queryStringParameters: { x: '1,2', y: 'ü' },
      pathParameters: { name: 'a b' },
      body: '{"ä":1}',
      isBase64Encoded: false,
      requestContext: { http: { method: 'POST', path: '/echo/a%20b' }, stage: '$default' },
    });
    expect(event['headers']).not.toHaveProperty('cookie');
  });

  it('has a binary body in base64', async () => {
    const body = Buffer.from([0, 255, 128]);
    const headers = { 'content-type': 'application/octet-stream' };
    await fetch(`${url}/echo/x`, { method: 'PUT', headers, body });
    expect([event['body'], event['isBase64Encoded']]).toEqual(['AP+A', true]);
  });

  it('has the claims as text, lists in brackets', async () => {
    await fetch(`${url}/secret`, bearer(await tokens.mint(authorizer, 'member')));
    expect(event['requestContext'].authorizer.jwt.claims).toMatchObject({
      'cognito:groups': '[member]',
      iss: authorizer.issuer,
      exp: expect.stringMatching(/^\d+$/),
    });
  });
});

describe('what a client receives', () => {
  it('is what the function answered, cookies included', async () => {
    answer = () =>
      Promise.resolve({
        statusCode: 201,
        headers: { 'X-A': 'b' },
        cookies: ['a=1', 'b=2'],
        body: 'aGk=',
        isBase64Encoded: true,
      });
    const response = await fetch(`${url}/echo/x`);
    expect([response.status, response.headers.get('x-a'), await response.text()]).toEqual([201, 'b', 'hi']);
    expect(response.headers.getSetCookie()).toEqual(['a=1', 'b=2']);
  });

  it('is JSON when the function answers something without a status', async () => {
    answer = () => Promise.resolve({ fine: true });
    const response = await fetch(`${url}/echo/x`);
    expect([response.status, await response.json()]).toEqual([200, { fine: true }]);
  });

  it.each([
    ['/nowhere', 404, 'Not Found'],
    ['/secret', 401, 'Unauthorized'],
  ])('%s answers %i', async (path, status, message) => {
    const response = await fetch(`${url}${path}`);
    expect([response.status, await response.json()]).toEqual([status, { message }]);
  });

  it('is a 500 that tells nothing when the function fails, and a 503 when it takes too long', async () => {
    answer = () => Promise.reject(new Error('inside'));
    const failed = await fetch(`${url}/echo/x`);
    expect([failed.status, await failed.text()]).toEqual([500, '{"message":"Internal Server Error"}']);
    const late = Promise.withResolvers<unknown>();
    answer = () => late.promise;
    expect((await fetch(`${url}/echo/x`)).status).toBe(503);
    late.resolve({ statusCode: 200 });
  });

  it('is a 429 beyond the burst of a route', async () => {
    const statuses = [];
    for (let turn = 0; turn < 3; turn += 1) statuses.push((await fetch(`${url}/narrow`)).status);
    expect(statuses).toEqual([200, 200, 429]);
  });

  it('comes when the bundle of the function is there, however long its making takes', async () => {
    const bundle = Promise.withResolvers<undefined>();
    const asked = Promise.withResolvers<undefined>();
    let isRun = false;
    prepared = async () => {
      asked.resolve(undefined);
      await bundle.promise;
    };
    answer = () => {
      isRun = true;
      return Promise.resolve({ statusCode: 200 });
    };
    const response = fetch(`${url}/echo/x`);
    await asked.promise;
    expect(isRun).toBe(false);
    bundle.resolve(undefined);
    expect((await response).status).toBe(200);
    prepared = () => Promise.reject(new Error('does not build'));
    expect((await fetch(`${url}/echo/x`)).status).toBe(500);
  });

  it('is a 413 for more than 10 MB, and a 431 for more than 10,240 bytes of headers', async () => {
    expect(await statusOfAnnounced(10 * 1024 * 1024 + 1)).toBe(413);
    const headers = { 'x-long': 'x'.repeat(10_241) };
    expect((await fetch(`${url}/echo/x`, { headers })).status).toBe(431);
  });
});

describe('a token', () => {
  it('is refused when made for another issuer, another audience or lacking the scope', async () => {
    const others = [
      await tokens.mint({ ...authorizer, issuer: 'https://other.example' }, 'admin'),
      await tokens.mint({ ...authorizer, audience: ['other'] }, 'admin'),
      `${await tokens.mint(authorizer, 'admin')}x`,
    ];
    for (const token of others) expect((await fetch(`${url}/secret`, bearer(token))).status).toBe(401);
    const member = await tokens.mint(authorizer, 'member');
    const admin = await tokens.mint(authorizer, 'admin');
    expect((await fetch(`${url}/scoped`, bearer(member))).status).toBe(403);
    expect((await fetch(`${url}/scoped`, bearer(admin))).status).toBe(200);
  });

  it('stays good when the local cloud starts again', async () => {
    const token = await tokens.mint(authorizer, 'admin');
    const reopened = await openTokenIssuer(state, scopeOf);
    expect(await reopened.verify(token, authorizer)).toMatchObject({ sub: 'local-admin' });
  });
});

/** Announces a body without sending it all. */
function statusOfAnnounced(length: number): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const headers = { 'content-length': length };
    const call = request(`${url}/echo/x`, { method: 'POST', headers }, (response) => {
      resolve(response.statusCode);
      call.destroy();
    });
    call.on('error', reject);
    call.write('x');
  });
}

describe('the front door', () => {
  const says = (text: string) => async (_: IncomingMessage, response: ServerResponse) => {
    await Promise.resolve();
    response.end(text);
  };
  const doors = { gateway: says('product'), control: says('control') };
  const ask = async (keys: string[], path: string, method = 'GET') => {
    const door = await listenHttp(0);
    door.serve(
      createFrontDoor(
        keys.map((key) => ({ ...open, key })),
        doors,
      ),
    );
    const answer = await fetch(`http://127.0.0.1:${door.port}${path}`, { method, redirect: 'manual' });
    await door.stop();
    return answer.status === 302 ? answer.headers.get('location') : answer.text();
  };

  it('leads who opens / to the status page', async () => {
    expect(await ask(['GET /v1/events'], '/')).toBe('/_local');
    expect(await ask(['POST /', 'GET /{file}'], '/?from=readme')).toBe('/_local');
  });

  it('leaves / to a template that has something there, and every other call too', async () => {
    expect(await ask(['GET /'], '/')).toBe('product');
    expect(await ask(['ANY /'], '/')).toBe('product');
    expect(await ask(['$default'], '/')).toBe('product');
    expect(await ask([], '/', 'POST')).toBe('product');
    expect(await ask([], '/e/1')).toBe('product');
    expect(await ask([], '/_localize')).toBe('product');
  });

  it('knows the status page by its path', async () => {
    for (const path of ['/_local', '/_local/', '/_local?x', '/_local/health']) {
      expect(await ask(['GET /'], path)).toBe('control');
    }
  });
});
