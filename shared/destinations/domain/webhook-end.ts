import type { WebhookAnswer } from '../../platform/values/webhook-answer.ts';
import type { TalkEnd } from './talk.ts';

/** Answers by which the receiver, or a proxy before it, says that it is overloaded. */
const TOO_MUCH = [429, 502, 504];

/** What an answer to a webhook means, as Standard Webhooks has it: 2xx is taken, 410 ends it, all else is tried again. */
export function endOfWebhook(answer: WebhookAnswer): TalkEnd {
  if ('error' in answer) {
    const reason = `${answer.error}: ${answer.message}`;
    return { outcome: answer.error === 'refused-address' ? 'failed' : 'later', reason };
  }
  const { status, retryAfter } = answer;
  const reason = `the receiver answered ${status}`;
  if (status >= 200 && status < 300) return { outcome: 'delivered' };
  if (status === 410) return { outcome: 'switched-off', reason };
  return { outcome: 'later', reason, retryAfter, isOverloaded: TOO_MUCH.includes(status) };
}
