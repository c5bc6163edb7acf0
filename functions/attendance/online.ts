import {
  countOnline,
  listOnline,
  type OnlineCount,
  type OnlinePerson,
} from '../../shared/attendance/usecases/show-online.ts';
import { findRegistrant } from '../../shared/attendance/usecases/find-registrant.ts';
import { notePresenceElsewhere } from '../../shared/attendance/usecases/note-presence.ts';
import { Refusal } from '../../shared/platform/problems/refusal.ts';
import { json } from '../../shared/platform/runtime/http-function.ts';
import { readJson, type HttpReply, type HttpRequest } from '../../shared/platform/runtime/http-request.ts';
import { readListPosition, sealPosition } from '../../shared/platform/runtime/list-page.ts';
import type { OrganizerRequest } from '../../shared/platform/runtime/route.ts';
import { FIRST_SHARD } from '../../shared/platform/table/walk-shards.ts';
import { ShardPlace } from '../../shared/platform/values/shard-place.ts';
import { ShortMemory } from '../../shared/platform/values/short-memory.ts';
import type { AttendanceDeps } from './deps.ts';
import { findSession } from './find-session.ts';
import { ElsewhereRequest, type OnlineView } from './routes/online-routes.ts';

/** Of 100,000 people, a count reads 1,800 units: where several look at once, it is read once in five seconds. */
const counted = new ShortMemory<OnlineCount>({ ms: 5_000, from: 5, most: 50 });

/** Who is in a session now. */
export async function showOnline(deps: AttendanceDeps, request: HttpRequest): Promise<HttpReply> {
  const session = await findSession(deps, request);
  const keys = await deps.linkKeys();
  const list = `online ${session.id}`;
  const { limit, position = FIRST_SHARD } = readListPosition(request, keys, list, ShardPlace);
  const [count, { people, next }] = await Promise.all([
    counted.recall(session.id, deps.now(), () => countOnline(deps, session)),
    listOnline(deps, session.id, position, limit),
  ]);
  return json(200, {
    ...count,
    items: people.map(onlineView),
    ...(next && { cursor: sealPosition(keys, list, next) }),
  });
}

function onlineView({ presence, person }: OnlinePerson): OnlineView {
  const [since = 0, last = 0] = presence.stays.at(-1) ?? [];
  const names = [person?.firstName, person?.lastName].filter((name) => name !== undefined && name !== '');
  return {
    participantId: presence.participantId,
    name: names.join(' '),
    email: person?.email,
    since: new Date(since * 1000).toISOString(),
    lastSeenAt: new Date(last * 1000).toISOString(),
  };
}

/** Notes what a room elsewhere tells of a registrant. */
export async function noteElsewhere(deps: AttendanceDeps, request: OrganizerRequest): Promise<HttpReply> {
  const session = await findSession(deps, request);
  const { state, ...who } = readJson(request, ElsewhereRequest);
  const found = await findRegistrant(
    { table: deps.table, identityKey: await deps.identityKey() },
    session.id,
    who,
  );
  if (!found) throw new Refusal('not-found', 'Nobody is registered in this session who is called so.');
  const { participantId } = found;
  return json(200, { counts: await notePresenceElsewhere(deps, session, { participantId, state }) });
}
