import { log } from '../../shared/platform/runtime/log.ts';
import { openMailDeps } from '../../shared/mail/render/open-mail-deps.ts';
import { openQueue } from '../../shared/platform/runtime/open-queue.ts';
import { openTable } from '../../shared/platform/table/open-table.ts';
import { queueFunction } from '../../shared/platform/runtime/queue-function.ts';
import { readEnv } from '../../shared/platform/runtime/read-env.ts';
import { ConfirmationMessage, sendConfirmation } from '../../shared/mail/usecases/send-confirmation.ts';
import { settings } from './settings.ts';

const env = readEnv(...settings);
const table = openTable(env.TABLE_NAME);
const mail = openMailDeps(env);

/** Sends the mails that follow from a registration. */
export const handler = queueFunction(
  ConfirmationMessage,
  async (message) => {
    const outcome = await sendConfirmation({ table, ...(await mail()) }, message);
    const { kind, sessionId, participantId } = message;
    log.info('confirmation', { outcome, kind, sessionId, participantId });
  },
  openQueue(env.CONFIRMATIONS_QUEUE_URL),
);
