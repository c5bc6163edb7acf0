import { describe, expect, it } from 'vitest';
import { RouteTable } from '../../../infra/local/gateway/route-table.ts';

function tableOf(...keys: string[]): RouteTable {
  const common = {
    functionArn: 'arn',
    timeoutMs: 1000,
    authorizer: undefined,
    scopes: [],
    throttle: undefined,
  };
  return new RouteTable(keys.map((key) => ({ key, ...common })));
}

function find(table: RouteTable, method: string, path: string) {
  const match = table.find(method, path);
  return match && [match.route.key, match.pathParameters];
}

describe('finding a route', () => {
  const table = tableOf('GET /e/{proxy+}', 'GET /e/{id}', 'GET /e/new', 'ANY /e/{id}', 'GET /e/{id}/x');

  it.each([
    ['GET', '/e/new', ['GET /e/new', {}]],
    ['GET', '/e/42', ['GET /e/{id}', { id: '42' }]],
    ['POST', '/e/42', ['ANY /e/{id}', { id: '42' }]],
    ['GET', '/e/42/x', ['GET /e/{id}/x', { id: '42' }]],
    ['GET', '/e/42/y/z', ['GET /e/{proxy+}', { proxy: '42/y/z' }]],
    ['GET', '/e/a%20b', ['GET /e/{id}', { id: 'a b' }]],
    ['GET', '/e/%zz', ['GET /e/{id}', { id: '%zz' }]],
  ])('%s %s', (method, path, expected) => {
    expect(find(table, method, path)).toEqual(expected);
  });

  it.each([
    ['GET', '/'],
    ['GET', '/E/new'],
    ['DELETE', '/e/42/x'],
  ])('finds nothing for %s %s', (method, path) => {
    expect(find(table, method, path)).toBeUndefined();
  });

  it('takes the fixed segment whatever other routes there are, in any order', () => {
    const keys = [
      'GET /v1/people',
      'POST /v1/people',
      'GET /v1/people/{id}',
      'PATCH /v1/people/{id}',
      'POST /v1/people/{id}/restore',
      'GET /v1/people/{id}/history',
      'GET /v1/people/facets',
      'POST /v1/people/actions',
      'GET /v1/jobs/{id}',
      'GET /v1/groups',
    ];
    for (let turn = 0; turn < keys.length; turn += 1) {
      const turned = [...keys.slice(turn), ...keys.slice(0, turn)];
      for (const order of [turned, turned.toReversed()])
        expect(find(tableOf(...order), 'GET', '/v1/people/facets')).toEqual(['GET /v1/people/facets', {}]);
    }
  });

  it('falls back to $default', () => {
    expect(find(tableOf('$default', 'GET /a'), 'POST', '/b')).toEqual(['$default', {}]);
  });
});

describe('routes that API Gateway refuses', () => {
  it.each([
    [['GET /v1/events/{id}', 'GET /v1/events/{eventId}'], 'are the same to API Gateway'],
    [['GET /i/{token}.ics'], 'fill a whole path segment'],
    [['GET /files/{path+}/x'], 'only at the end'],
  ])('%j', (keys, reason) => {
    expect(() => tableOf(...keys)).toThrow(reason);
  });
});
