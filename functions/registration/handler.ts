import { httpFunction } from '../../shared/platform/runtime/http-function.ts';
import { identityKeyOf } from '../../shared/platform/secrets/secret-keys.ts';
import { keepingFor } from '../../shared/platform/table/expiry.ts';
import { remembering } from '../../shared/platform/table/recall.ts';
import { openTable } from '../../shared/platform/table/open-table.ts';
import { readEnv } from '../../shared/platform/runtime/read-env.ts';
import { serveRegistration } from './serve-registration.ts';
import { settings } from './settings.ts';

const env = readEnv(...settings);

export const handler = httpFunction(
  serveRegistration({
    table: remembering(keepingFor(openTable(env.TABLE_NAME), env.LIFETIMES)),
    identityKey: identityKeyOf(env.IDENTITY_KEY_SECRET),
    now: () => Date.now(),
  }),
);
