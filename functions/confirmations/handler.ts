import { log } from '../../shared/platform/runtime/log.ts';
import { openMailDeps } from '../../shared/mail/render/open-mail-deps.ts';
import { openQueue } from '../../shared/platform/runtime/open-queue.ts';
import { queueFunction } from '../../shared/platform/runtime/queue-function.ts';
import { readEnv } from '../../shared/platform/runtime/read-env.ts';
import { ConfirmationMessage, sendConfirmation } from '../../shared/mail/usecases/send-confirmation.ts';
import { settings } from './settings.ts';

const env = readEnv(...settings);
const mail = openMailDeps(env, 'first');

/** Sends the mails that follow from a registration. */
export const handler = queueFunction(
  ConfirmationMessage,
  async (message, context) => {
    const outcome = await sendConfirmation(await mail(context), message);
    const { kind, sessionId, participantId } = message;
    log.info('confirmation', { outcome, kind, sessionId, participantId });
  },
  openQueue(env.CONFIRMATIONS_QUEUE_URL),
);
