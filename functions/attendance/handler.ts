import { randomBytes } from 'node:crypto';
import { httpFunction } from '../../shared/platform/runtime/http-function.ts';
import { openFiles } from '../../shared/platform/runtime/open-files.ts';
import { readEnv } from '../../shared/platform/runtime/read-env.ts';
import { identityKeyOf, linkKeysOf } from '../../shared/platform/secrets/secret-keys.ts';
import { keepingFor } from '../../shared/platform/table/expiry.ts';
import { openTable } from '../../shared/platform/table/open-table.ts';
import { serveAttendance } from './serve-attendance.ts';
import { settings } from './settings.ts';

const env = readEnv(...settings);
const files = openFiles({ imports: env.IMPORTS_BUCKET });

export const handler = httpFunction(
  serveAttendance({
    table: keepingFor(openTable(env.TABLE_NAME), env.LIFETIMES),
    identityKey: identityKeyOf(env.IDENTITY_KEY_SECRET),
    imports: files('imports'),
    linkKeys: linkKeysOf(env.LINK_KEY_SECRET),
    roleClaim: env.ROLE_CLAIM,
    now: () => Date.now(),
    random: randomBytes,
  }),
);
