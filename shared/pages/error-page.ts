import { Refusal } from '../platform/problems/refusal.ts';
import type { HttpReply, HttpRequest } from '../platform/runtime/http-request.ts';
import { log } from '../platform/runtime/log.ts';
import { statusOf } from '../platform/runtime/problem.ts';
import { pickLocale } from './locale.ts';
import { messagePage } from './message-page.ts';
import { pageHeaders } from './page-headers.ts';
import type { MessageKind } from './page-inputs.ts';

/** The page for what was refused or failed: a sentence that helps, never a stack trace. */
export function pageOfError(error: unknown, request: HttpRequest): HttpReply {
  if (!(error instanceof Refusal)) log.error('page failed', error);
  const { headers, query } = request;
  const locale = pickLocale(undefined, headers['accept-language'], query['lang']);
  return {
    status: statusOf(error),
    headers: pageHeaders(),
    body: messagePage({ locale, kind: kindOf(error) }),
  };
}

function kindOf(error: unknown): MessageKind {
  if (!(error instanceof Refusal)) return 'failed';
  if (error.code === 'too-large' || error.code === 'not-found') return error.code;
  return 'bad-request';
}
