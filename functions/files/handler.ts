import { randomBytes } from 'node:crypto';
import { httpFunction } from '../../shared/platform/runtime/http-function.ts';
import { linkKeysOf } from '../../shared/platform/secrets/secret-keys.ts';
import { openFiles } from '../../shared/platform/runtime/open-files.ts';
import { keepingFor } from '../../shared/platform/table/expiry.ts';
import { openTable } from '../../shared/platform/table/open-table.ts';
import { readEnv } from '../../shared/platform/runtime/read-env.ts';
import { serveFiles } from './serve-files.ts';
import { settings } from './settings.ts';

const env = readEnv(...settings);
const files = openFiles({ imports: env.IMPORTS_BUCKET, exports: env.EXPORTS_BUCKET });

export const handler = httpFunction(
  serveFiles({
    table: keepingFor(openTable(env.TABLE_NAME), env.LIFETIMES),
    imports: files('imports'),
    exports: files('exports'),
    linkKeys: linkKeysOf(env.LINK_KEY_SECRET),
    roleClaim: env.ROLE_CLAIM,
    now: () => Date.now(),
    random: randomBytes,
  }),
);
