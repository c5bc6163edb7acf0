import { setTimeout as delay } from 'node:timers/promises';
import { DynamoDBServiceException } from '@aws-sdk/client-dynamodb';

const ATTEMPTS = 4;
const FIRST_WAIT_MS = 50;

/**
 * Does a write again whose answer never came, after the SDK has tried for itself: for writes that stand in the way of
 * everybody else when nobody knows of them, and that know themselves again. A plain no of DynamoDB is an answer.
 */
export async function untilAnswered<T>(write: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await write();
    } catch (error) {
      if (attempt === ATTEMPTS || !mayPass(error)) throw error;
      await delay(Math.random() * FIRST_WAIT_MS * 2 ** attempt);
    }
  }
}

const passing = /throttl|throughput|limitexceeded|conflict|inprogress/i;

/** Everything but a no: a lost connection, a throttle, a fault of DynamoDB's own. */
const mayPass = (error: unknown): boolean =>
  !(error instanceof DynamoDBServiceException) || error.$fault === 'server' || passing.test(error.name);
