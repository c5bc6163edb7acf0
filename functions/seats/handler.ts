import { setTimeout as delay } from 'node:timers/promises';
import { log } from '../../shared/platform/runtime/log.ts';
import { openQueue } from '../../shared/platform/runtime/open-queue.ts';
import { queueFunction } from '../../shared/platform/runtime/queue-function.ts';
import { readEnv } from '../../shared/platform/runtime/read-env.ts';
import { openTable } from '../../shared/platform/table/open-table.ts';
import { giveSeats } from '../../shared/registrations/usecases/give-seats.ts';
import { SeatMessage } from '../../shared/registrations/usecases/wake-allocator.ts';
import { settings } from './settings.ts';

/** Enough to carry a step out and send the message that goes on. */
const SPARE_MS = 20_000;

const env = readEnv(...settings);
const table = openTable(env.TABLE_NAME);
const seats = openQueue(env.SEATS_QUEUE_URL);
const pause = (ms: number) => delay(ms);

/** Gives the seats of sessions to those in their lines. */
export const handler = queueFunction(SeatMessage, async (message, context) => {
  const mayGoOn = () => context.getRemainingTimeInMillis() > SPARE_MS;
  const { sessionId } = message;
  const outcome = await giveSeats({ table, seats, now: () => Date.now(), mayGoOn, pause }, sessionId);
  log.info('seats', { outcome, sessionId });
});
