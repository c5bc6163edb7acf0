import { httpFunction } from '../../shared/platform/runtime/http-function.ts';
import { identityKeyOf, linkKeysOf } from '../../shared/platform/secrets/secret-keys.ts';
import { keepingFor } from '../../shared/platform/table/expiry.ts';
import { remembering } from '../../shared/platform/table/recall.ts';
import { openTable } from '../../shared/platform/table/open-table.ts';
import { sayInWordsOf } from '../../shared/pages/texts/stage-texts.ts';
import { readEnv } from '../../shared/platform/runtime/read-env.ts';
import { pageOfError } from '../../shared/pages/error-page.ts';
import { servePages } from './serve-pages.ts';
import { settings } from './settings.ts';

const env = readEnv(...settings);
sayInWordsOf(env.PAGE_TEXTS);

export const handler = httpFunction(
  servePages({
    table: remembering(keepingFor(openTable(env.TABLE_NAME), env.LIFETIMES)),
    identityKey: identityKeyOf(env.IDENTITY_KEY_SECRET),
    linkKeys: linkKeysOf(env.LINK_KEY_SECRET),
    publicOrigin: env.PUBLIC_ORIGIN,
    now: () => Date.now(),
  }),
  pageOfError,
);
