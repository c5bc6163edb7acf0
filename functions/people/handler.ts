import { randomBytes } from 'node:crypto';
import { httpFunction } from '../../shared/platform/runtime/http-function.ts';
import { identityKeyOf, linkKeysOf } from '../../shared/platform/secrets/secret-keys.ts';
import { keepingFor } from '../../shared/platform/table/expiry.ts';
import { openTable } from '../../shared/platform/table/open-table.ts';
import { readEnv } from '../../shared/platform/runtime/read-env.ts';
import { readExemptHosts } from '../../shared/platform/runtime/read-exempt-hosts.ts';
import { FileDays } from '../../shared/privacy/domain/retention.ts';
import { servePeople } from './serve-people.ts';
import { settings } from './settings.ts';

const env = readEnv(...settings);

export const handler = httpFunction(
  servePeople({
    table: keepingFor(openTable(env.TABLE_NAME), env.LIFETIMES),
    identityKey: identityKeyOf(env.IDENTITY_KEY_SECRET),
    linkKeys: linkKeysOf(env.LINK_KEY_SECRET),
    roleClaim: env.ROLE_CLAIM,
    fileDays: FileDays.parse(JSON.parse(env.FILE_DAYS)),
    exemptHosts: readExemptHosts(env.WEBHOOK_EXEMPT_HOSTS),
    now: () => Date.now(),
    random: randomBytes,
  }),
);
