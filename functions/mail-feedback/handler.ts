import type { EventBridgeEvent } from 'aws-lambda';
import { identityKeyOf } from '../../shared/platform/secrets/secret-keys.ts';
import { log } from '../../shared/platform/runtime/log.ts';
import { keepingFor } from '../../shared/platform/table/expiry.ts';
import { openTable } from '../../shared/platform/table/open-table.ts';
import { readEnv } from '../../shared/platform/runtime/read-env.ts';
import { MailFeedback, onMailFeedback } from '../../shared/mail/usecases/on-mail-feedback.ts';
import { settings } from './settings.ts';

const env = readEnv(...settings);
const table = keepingFor(openTable(env.TABLE_NAME), env.LIFETIMES);
const identityKey = identityKeyOf(env.IDENTITY_KEY_SECRET);

/** Handles the events of SES, through EventBridge: whether mails were sent, bounced or called spam. */
export async function handler(event: EventBridgeEvent<string, unknown>): Promise<void> {
  const feedback = MailFeedback.parse(event.detail);
  const marked = await onMailFeedback(
    { table, identityKey: await identityKey(), now: () => Date.now() },
    feedback,
  );
  log.info('mail feedback', { kind: feedback.eventType, marked });
}
