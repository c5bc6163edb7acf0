import { randomBytes } from 'node:crypto';
import { httpFunction } from '../../shared/platform/runtime/http-function.ts';
import { identityKeyOf, linkKeysOf } from '../../shared/platform/secrets/secret-keys.ts';
import { keepingFor } from '../../shared/platform/table/expiry.ts';
import { openTable } from '../../shared/platform/table/open-table.ts';
import { sayInWordsOf } from '../../shared/pages/texts/stage-texts.ts';
import { readEnv } from '../../shared/platform/runtime/read-env.ts';
import { readExemptHosts } from '../../shared/platform/runtime/read-exempt-hosts.ts';
import { serveEvents } from './serve-events.ts';
import { settings } from './settings.ts';

const env = readEnv(...settings);
sayInWordsOf(env.PAGE_TEXTS);

export const handler = httpFunction(
  serveEvents({
    table: keepingFor(openTable(env.TABLE_NAME), env.LIFETIMES),
    identityKey: identityKeyOf(env.IDENTITY_KEY_SECRET),
    linkKeys: linkKeysOf(env.LINK_KEY_SECRET),
    roleClaim: env.ROLE_CLAIM,
    publicOrigin: env.PUBLIC_ORIGIN,
    exemptHosts: readExemptHosts(env.WEBHOOK_EXEMPT_HOSTS),
    now: () => Date.now(),
    random: randomBytes,
  }),
);
