import { setTimeout as delay } from 'node:timers/promises';
import { DynamoDBServiceException } from '@aws-sdk/client-dynamodb';
import { saysNoRoom } from './failures.ts';

const ATTEMPTS = 4;
const FIRST_WAIT_MS = 50;

/**
 * Repeats a write that got no answer, beyond the SDK's own attempts: for writes that block everybody else when nobody knows
 * whether they were done, and that recognize themselves when they come again. A refusal by DynamoDB is an answer.
 */
export async function retryUnanswered<T>(write: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await write();
    } catch (error) {
      if (attempt === ATTEMPTS || !mayPass(error)) throw error;
      await delay(Math.random() * FIRST_WAIT_MS * 2 ** attempt);
    }
  }
}

/** Everything but a refusal: a lost connection, no room, somebody else at work on the item, a fault of DynamoDB's own. */
const mayPass = (error: unknown): boolean =>
  !(error instanceof DynamoDBServiceException) ||
  error.$fault === 'server' ||
  saysNoRoom(error.name) ||
  /conflict|inprogress/i.test(error.name);
