import { httpFunction } from '../../shared/platform/runtime/http-function.ts';
import { readEnv } from '../../shared/platform/runtime/read-env.ts';
import { linkKeysOf } from '../../shared/platform/secrets/secret-keys.ts';
import { keepingFor } from '../../shared/platform/table/expiry.ts';
import { openTable } from '../../shared/platform/table/open-table.ts';
import { remembering } from '../../shared/platform/table/recall.ts';
import { servePresence } from './serve-presence.ts';
import { settings } from './settings.ts';

const env = readEnv(...settings);

export const handler = httpFunction(
  servePresence({
    table: remembering(keepingFor(openTable(env.TABLE_NAME), env.LIFETIMES)),
    linkKeys: linkKeysOf(env.LINK_KEY_SECRET),
    now: () => Date.now(),
  }),
);
