import { httpFunction } from '../../shared/runtime/http-function.ts';
import { linkKeysOf } from '../../shared/runtime/keys.ts';
import { openTable } from '../../shared/runtime/open-table.ts';
import { readEnv } from '../../shared/runtime/read-env.ts';
import { pageOfError } from './message-reply.ts';
import { pageRoutes } from './routes.ts';

const env = readEnv('TABLE_NAME', 'LINK_KEY_SECRET');

export const handler = httpFunction(
  pageRoutes({
    table: openTable(env.TABLE_NAME),
    linkKeys: linkKeysOf(env.LINK_KEY_SECRET),
    now: () => Date.now(),
  }),
  pageOfError,
);
