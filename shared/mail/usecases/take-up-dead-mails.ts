import { redriveDeadLetters } from '../../platform/queue/redrive-dead-letters.ts';
import type { Queue } from '../../platform/queue/send-messages.ts';

interface DeadMailDeps {
  confirmations: Queue;
  bulk: Queue;
  deadMails: { confirmations: Queue; bulk: Queue };
  now: () => number;
}

/** How long failed mails are queued again: after that an operator is at work on the fault. */
const TRIED_FOR_MS = 3 * 24 * 60 * 60_000;
const MOST_A_SWEEP = 1_000;

/**
 * Queues mails again that ended in the dead-letter queue: the cause may be over, and if not they end there again. Whether
 * each is still wanted is decided when it is sent, and none is sent twice. Answers how many.
 */
export async function takeUpDeadMails({
  confirmations,
  bulk,
  deadMails,
  now,
}: DeadMailDeps): Promise<number> {
  const limits = { since: now() - TRIED_FOR_MS, most: MOST_A_SWEEP };
  return (
    (await redriveDeadLetters(deadMails.confirmations, confirmations, limits)) +
    (await redriveDeadLetters(deadMails.bulk, bulk, limits))
  );
}
