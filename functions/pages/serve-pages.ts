import type { Routes } from '../../shared/platform/runtime/http-function.ts';
import type { PublicHandlers } from '../../shared/platform/runtime/route.ts';
import { Refusal } from '../../shared/platform/problems/refusal.ts';
import { servePublic } from '../../shared/platform/runtime/serve-routes.ts';
import { showCalendar } from './calendar-file.ts';
import { showConfirm, postConfirm } from './confirm-link.ts';
import { postMine } from './change-my-registrations.ts';
import type { PageDeps } from './deps.ts';
import { showEmbed, showEvent, showThanks } from './event-page.ts';
import { showJoin } from './join-link.ts';
import { postMailbox, showMailbox } from './mailbox-link.ts';
import { showMine } from './my-registrations.ts';
import { postPreferences, showPreferences } from './preferences-link.ts';
import type { pageRoutes } from './routes.ts';
import { postWaiting, showWaiting } from './waitlist-link.ts';

const handlers: PublicHandlers<typeof pageRoutes, PageDeps> = {
  'GET /e/{eventId}': showEvent,
  'GET /e/{eventId}/embed.js': showEmbed,
  'GET /e/{eventId}/thanks': showThanks,
  'GET /j/{token}': showJoin,
  'GET /u/{token}': showPreferences,
  'POST /u/{token}': postPreferences,
  'GET /r/{token}': showMine,
  'POST /r/{token}': postMine,
  'GET /c/{token}': showConfirm,
  'POST /c/{token}': postConfirm,
  'GET /n/{token}': showMailbox,
  'POST /n/{token}': postMailbox,
  'GET /i/{file}': showCalendar,
  'GET /w/{token}': showWaiting,
  'POST /w/{token}': postWaiting,
  'ANY /{path}': showNothing,
  'ANY /e/{path+}': showNothing,
  'ANY /j/{path+}': showNothing,
  'ANY /u/{path+}': showNothing,
  'ANY /r/{path+}': showNothing,
  'ANY /c/{path+}': showNothing,
  'ANY /n/{path+}': showNothing,
  'ANY /w/{path+}': showNothing,
  'ANY /i/{path+}': showNothing,
};

function showNothing(): Promise<never> {
  return Promise.reject(new Refusal('not-found', 'There is no such page.'));
}

/** The pages that people see. */
export const servePages = (deps: PageDeps): Routes => servePublic(handlers, deps);
