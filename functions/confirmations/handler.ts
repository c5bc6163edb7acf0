import { log } from '../../shared/platform/runtime/log.ts';
import { openMailDeps } from '../../shared/mail/render/open-mail-deps.ts';
import { openQueue } from '../../shared/platform/runtime/open-queue.ts';
import { messageKind, queueFunctionOf } from '../../shared/platform/runtime/message-kind.ts';
import { readEnv } from '../../shared/platform/runtime/read-env.ts';
import { ConfirmationMessage, sendConfirmation } from '../../shared/mail/usecases/send-confirmation.ts';
import { sendModeratorLink, tellModerators } from '../../shared/moderators/usecases/mail-moderators.ts';
import { ModeratorInvited, ModeratorsToTell } from '../../shared/moderators/usecases/moderator-message.ts';
import { settings } from './settings.ts';

const env = readEnv(...settings);
const mail = openMailDeps(env, 'first');

/** Sends the mails that follow from a registration, and those to the people who moderate. */
export const handler = queueFunctionOf(
  [
    messageKind(ConfirmationMessage, async (message, context) => {
      const outcome = await sendConfirmation(await mail(context), message);
      const { kind, sessionId, participantId } = message;
      log.info('confirmation', { outcome, kind, sessionId, participantId });
    }),
    messageKind(ModeratorInvited, async (message, context) => {
      const outcome = await sendModeratorLink(await mail(context), message);
      log.info('moderator invited', { outcome, ownerId: message.invited.ownerId });
    }),
    messageKind(ModeratorsToTell, async (message, context) => {
      const outcomes = await tellModerators(await mail(context), message);
      log.info('moderators told', { sessionId: message.toModerators.sessionId, of: outcomes.length });
    }),
  ],
  openQueue(env.CONFIRMATIONS_QUEUE_URL),
);
