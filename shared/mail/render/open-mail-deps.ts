import type { MailDeps } from '../usecases/registrant-mail.ts';
import { linkKeysOf } from '../../platform/secrets/secret-keys.ts';
import type { mailSettings } from './mail-settings.ts';
import { createMailSender } from '../../platform/mail-transport/send-mail.ts';

/** What mailing registrants needs; read anew for each message, because link keys rotate. */
export function openMailDeps(env: Record<(typeof mailSettings)[number], string>): () => Promise<MailDeps> {
  const linkKeys = linkKeysOf(env.LINK_KEY_SECRET);
  const fixed = {
    outlet: createMailSender(env.MAIL_CONFIGURATION_SET),
    publicOrigin: env.PUBLIC_ORIGIN,
    from: { address: env.MAIL_FROM, name: 'Turnout' },
    now: () => Date.now(),
  };
  return async () => ({ ...fixed, linkKeys: await linkKeys() });
}
