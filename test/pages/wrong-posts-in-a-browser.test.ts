import { beforeAll, describe, expect, it } from 'vitest';
import { answerTo, serveRegistration } from '../../functions/registration/serve-registration.ts';
import type { Event } from '../../shared/events/domain/event.ts';
import { pageTexts } from '../../shared/pages/texts/page-texts-by-locale.ts';
import { storedEvent } from '../support/factories.ts';
import { callerOf, type TestRequest } from '../support/http-events.ts';
import { registrationDeps } from '../support/registrants.ts';
import { useLocalAws } from '../support/use-local-aws.ts';

const aws = useLocalAws();
const call = callerOf(serveRegistration(registrationDeps(aws)), answerTo);
const browser = {
  accept: 'text/html,application/xhtml+xml,*/*;q=0.8',
  'accept-language': 'fr',
  'sec-fetch-mode': 'navigate',
};
let event: Event;

beforeAll(async () => {
  event = await storedEvent(aws.table);
});

describe('What is wrong with a form that a browser posted as a page', () => {
  const { messages } = pageTexts.fr;
  const multipart = { 'content-type': 'multipart/form-data; boundary=x' };
  it.each<[string, () => TestRequest, number, string]>([
    [
      'no such event',
      () => ({ params: { eventId: `evt_${'0'.repeat(32)}` }, form: 'email=a' }),
      404,
      messages['not-found'].title,
    ],
    ['40 kB', () => ({ form: `email=${'x'.repeat(40_000)}` }), 413, messages['too-large'].title],
    ['half a form', () => ({ body: '--x\r\n', headers: multipart }), 400, messages['bad-request'].title],
    [
      'no form',
      () => ({ body: 'x', headers: { 'content-type': 'text/plain' } }),
      415,
      messages['bad-request'].title,
    ],
  ])('is told on a page, in the language of its reader: %s', async (_what, request, status, title) => {
    const { headers, ...rest } = request();
    const reply = await call('POST /v1/events/{eventId}/registrations', {
      params: { eventId: event.id },
      ...rest,
      headers: { ...browser, ...headers },
    });
    expect([reply.status, reply.headers['content-type']]).toEqual([status, 'text/html; charset=utf-8']);
    expect(reply.body).toContain(`<h1>${title}</h1>`);
    const program = await call('POST /v1/events/{eventId}/registrations', {
      params: { eventId: event.id },
      ...rest,
      ...(headers && { headers }),
    });
    expect([program.status, program.headers['content-type']]).toEqual([status, 'application/problem+json']);
  });
});
