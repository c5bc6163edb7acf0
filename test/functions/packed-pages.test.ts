import { gunzipSync } from 'node:zlib';
import type { Context } from 'aws-lambda';
import { describe, expect, it } from 'vitest';
import { httpFunction } from '../../shared/platform/runtime/http-function.ts';
import { httpEvent } from '../support/http-events.ts';

const page = `<!doctype html>${'Bäume '.repeat(1_000)}`;
const answers = {
  'GET /page': { 'content-type': 'text/html; charset=utf-8', vary: 'origin' },
  'GET /data': { 'content-type': 'application/json' },
};

function ask(key: keyof typeof answers, accepted: string | undefined, body = page) {
  const handler = httpFunction({
    [key]: () => Promise.resolve({ status: 200, headers: answers[key], body }),
  });
  const headers: Record<string, string> = accepted === undefined ? {} : { 'accept-encoding': accepted };
  return handler(httpEvent(key, { headers }), {} as Context);
}

describe('A page', () => {
  it.each(['gzip', 'gzip, deflate, br, zstd', 'br;q=1, gzip;q=0.5', 'deflate,gzip'])(
    'goes packed to who takes it: %s',
    async (accepted) => {
      const { headers, body = '', isBase64Encoded } = await ask('GET /page', accepted);
      expect(headers).toMatchObject({ 'content-encoding': 'gzip', vary: 'origin, accept-encoding' });
      expect(isBase64Encoded).toBe(true);
      expect(gunzipSync(Buffer.from(body, 'base64')).toString()).toBe(page);
    },
  );

  it.each([undefined, '', 'br', 'gzip;q=0', 'identity, gzip; q=0.0', 'xgzip'])(
    'goes as it is to who does not: %s',
    async (accepted) => {
      const { headers, body, isBase64Encoded } = await ask('GET /page', accepted);
      expect([headers?.['content-encoding'], body, isBase64Encoded]).toEqual([undefined, page, undefined]);
      expect(headers?.['vary']).toBe('origin, accept-encoding');
    },
  );

  it('is not packed where there is little of it, or none, and data is not either', async () => {
    for (const [key, body] of [
      ['GET /page', ''],
      ['GET /page', 'short'],
      ['GET /data', page],
    ] as const)
      expect((await ask(key, 'gzip', body)).body).toBe(body);
  });
});
