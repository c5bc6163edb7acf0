import { json } from '../../shared/platform/runtime/http-function.ts';
import type { HttpReply } from '../../shared/platform/runtime/http-request.ts';
import { currentZones, offsetAt, zoneTableVersion } from '../../shared/platform/time/zone-table.ts';
import type { EventDeps } from './deps.ts';
import type { TimeZoneView } from './routes/session-routes.ts';

/** The time zones to choose from, by the names they have today, and what their clocks show now. */
export function listTimeZones(deps: EventDeps): Promise<HttpReply> {
  const items = currentZones().map((name): TimeZoneView => ({
    name,
    offsetMinutes: offsetAt(name, deps.now()),
  }));
  return Promise.resolve(json(200, { version: zoneTableVersion, items }));
}
