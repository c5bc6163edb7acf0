import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { openReach } from '../../shared/destinations/usecases/reach-destination.ts';
import { httpFunction } from '../../shared/platform/runtime/http-function.ts';
import { openKeptSecrets } from '../../shared/platform/secrets/kept-secrets.ts';
import { identityKeyOf, linkKeysOf } from '../../shared/platform/secrets/secret-keys.ts';
import { keepingFor } from '../../shared/platform/table/expiry.ts';
import { openTable } from '../../shared/platform/table/open-table.ts';
import { sayInWordsOf } from '../../shared/pages/texts/stage-texts.ts';
import { readEnv } from '../../shared/platform/runtime/read-env.ts';
import { readExemptHosts } from '../../shared/platform/runtime/read-exempt-hosts.ts';
import { createVendorClient } from '../../shared/platform/webhook/call-vendor.ts';
import { createWebhookClient } from '../../shared/platform/webhook/post-webhook.ts';
import { serveEvents } from './serve-events.ts';
import { settings } from './settings.ts';

const env = readEnv(...settings);
sayInWordsOf(env.PAGE_TEXTS);
const now = () => Date.now();
const exemptHosts = readExemptHosts(env.WEBHOOK_EXEMPT_HOSTS);
const secrets = openKeptSecrets(env.DESTINATION_SECRETS);
/** Somebody waits for the answer, and the gateway for as long as the function may take. */
const timeouts = { connectMs: 3000, totalMs: 8000 };

export const handler = httpFunction(
  serveEvents({
    table: keepingFor(openTable(env.TABLE_NAME), env.LIFETIMES),
    identityKey: identityKeyOf(env.IDENTITY_KEY_SECRET),
    linkKeys: linkKeysOf(env.LINK_KEY_SECRET),
    roleClaim: env.ROLE_CLAIM,
    publicOrigin: env.PUBLIC_ORIGIN,
    exemptHosts,
    secrets,
    reach: openReach({
      secrets,
      webhooks: createWebhookClient({ exemptHosts, timeouts }),
      vendors: createVendorClient({ exemptHosts, timeouts }),
      // A test writes no file.
      files: { write: () => Promise.resolve(false) },
      pause,
      now,
    }),
    now,
    random: randomBytes,
  }),
);
