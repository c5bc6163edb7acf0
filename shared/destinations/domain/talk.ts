import * as z from 'zod';
import type { VendorAnswer, VendorCall } from '../../platform/values/vendor-exchange.ts';

/** How a hand-over to another system ended. `switched-off` is about the destination: it takes nobody any more. */
export type TalkEnd =
  | { outcome: 'delivered' }
  /** `retryAfter`: seconds or an HTTP date, as the answer has it. `isOverloaded`: the wait becomes the one after the next. */
  | { outcome: 'later'; reason: string; retryAfter?: string | undefined; isOverloaded?: boolean }
  | { outcome: 'failed'; reason: string }
  | { outcome: 'switched-off'; reason: string };

/** A call; `isLookup`: asks what something is called, and the answer may be remembered for a while. */
export interface Ask extends VendorCall {
  isLookup?: true;
}

/**
 * What is said to another system to hand one person over: calls are yielded, answers come back, and what it returns is the
 * end. Pure, so that each order of answers can be tried without a network. Every call is an upsert or a repeat that changes
 * nothing more: a talk that died in the middle begins anew.
 */
export type Talk = Generator<Ask, TalkEnd, VendorAnswer>;

/** A part of a talk, which finds something out. */
export type TalkPart<T> = Generator<Ask, T, VendorAnswer>;

/** Thrown in a talk to end it. */
class TalkOver extends Error {
  override readonly name = 'TalkOver';
  readonly end: TalkEnd;

  constructor(end: TalkEnd) {
    super(end.outcome);
    this.end = end;
  }
}

/** Ends the talk from within one of its parts. */
export function endTalk(end: TalkEnd): never {
  throw new TalkOver(end);
}

/** Ends the talk as failed. */
export const failTalk = (reason: string): never => endTalk({ outcome: 'failed', reason });

/** A talk that is delivered when its parts are through, and ends before where one of them ends it. */
export function* talkOf(parts: () => TalkPart<void>): Talk {
  try {
    yield* parts();
    return { outcome: 'delivered' };
  } catch (thrown) {
    if (thrown instanceof TalkOver) return thrown.end;
    throw thrown;
  }
}

type Answered = Extract<VendorAnswer, { status: number }>;

const REASON_LENGTH = 300;
/** How long to wait where an answer asks for less speed and names no time, in seconds. */
const CALM_DOWN = '10';

/**
 * The answer, if it is a 2xx or one of these statuses; everything else ends the talk: no answer, 429 and 5xx as later, 401, 403 and 410
 * by switching the destination off, the rest as failed.
 */
export function expectStatus(vendor: string, answer: VendorAnswer, ...statuses: number[]): Answered {
  if ('error' in answer) {
    const reason = `${answer.error}: ${answer.message}`;
    return endTalk({ outcome: answer.error === 'refused-address' ? 'failed' : 'later', reason });
  }
  const isTaken = answer.status >= 200 && answer.status < 300;
  if (isTaken || statuses.includes(answer.status)) return answer;
  const reason = reasonOf(vendor, answer);
  switch (answer.status) {
    case 401:
    case 403:
    case 410:
      return endTalk({ outcome: 'switched-off', reason });
    case 408:
      return endTalk({ outcome: 'later', reason });
    case 429:
      return endTalk({ outcome: 'later', reason, retryAfter: answer.retryAfter ?? CALM_DOWN });
    default: {
      const isTheirs = answer.status >= 500;
      if (!isTheirs) return failTalk(reason);
      const { retryAfter } = answer;
      return endTalk({ outcome: 'later', reason, retryAfter, isOverloaded: answer.status !== 500 });
    }
  }
}

/** What an answer was, in words: the status, and what the system said about it. */
function reasonOf(vendor: string, { status, body }: Answered): string {
  const said = wordsOf(body);
  const words = said === '' ? '' : `: ${said}`;
  return `${vendor} answered ${status}${words}`.slice(0, REASON_LENGTH);
}

/** The fields in which the systems tell what is wrong. */
const Said = z.union([
  z.object({ message: z.string() }).transform(({ message }) => message),
  z.object({ detail: z.string() }).transform(({ detail }) => detail),
  z
    .object({ errors: z.array(z.object({ title: z.string(), detail: z.string().optional() })) })
    .transform(({ errors }) =>
      errors.map(({ title, detail = '' }) => `${title} ${detail}`.trim()).join('; '),
    ),
]);

function wordsOf(body: string): string {
  const said = Said.safeParse(parseJson(body));
  return (said.success ? said.data : body).replace(/[\s\p{Cc}\p{Cf}]+/gu, ' ').trim();
}

/** The answer's JSON by a schema; one that reads otherwise ends the talk, to be tried again. */
export function readAnswer<T>(vendor: string, { body }: Answered, schema: z.ZodType<T>): T {
  const read = schema.safeParse(parseJson(body));
  if (read.success) return read.data;
  return endTalk({ outcome: 'later', reason: `${vendor} answered something that cannot be read.` });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
