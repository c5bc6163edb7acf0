import type { Participant } from '../../shared/domain/participant.ts';
import { ShardPlace } from '../../shared/domain/shard-place.ts';
import { json } from '../../shared/runtime/http-function.ts';
import { readOrganizer, type HttpReply, type HttpRequest } from '../../shared/runtime/http-request.ts';
import { readListPosition, sealPosition } from '../../shared/runtime/list-page.ts';
import { SHARDS } from '../../shared/table/keys.ts';
import { FIRST_SHARD } from '../../shared/table/walk-shards.ts';
import { placeAfter } from '../../shared/usecases/find-candidates.ts';
import { selectMatching } from '../../shared/usecases/select-people.ts';
import { participantViews } from './participant-view.ts';
import { readFilter } from './read-filter.ts';
import type { PeopleDeps } from './routes.ts';

/** Items that one request looks at, about: a rare find in a million people takes several requests. */
const MOST_LOOKED = 5_000;

/**
 * Participants in a filter, in a fixed order that is no order of names or dates. `looked` tells how many items were read.
 * A page may hold fewer than `limit`, even none, and still have a cursor: the list ends where no cursor comes.
 */
export async function listPeople(deps: PeopleDeps, request: HttpRequest): Promise<HttpReply> {
  readOrganizer(request, deps.roleClaim);
  const { filter, bound } = await readFilter(deps, request, ['limit', 'cursor']);
  const keys = await deps.linkKeys();
  const list = `participants ${JSON.stringify(filter)}`;
  const { limit, position } = readListPosition(request, keys, list, ShardPlace);
  const items: Participant[] = [];
  let looked = 0;
  let next: ShardPlace | undefined;
  const pace = { page: limit, ahead: false };
  for await (const page of selectMatching(deps.table, bound, position ?? FIRST_SHARD, pace)) {
    const room = limit - items.length;
    items.push(...page.people.slice(0, room));
    looked += page.looked;
    const last = page.places[room - 1];
    next = page.people.length > room && last !== undefined ? placeAfter(last) : page.next;
    if (items.length >= limit || looked >= MOST_LOOKED) break;
  }
  const more = next !== undefined && next.shard < SHARDS;
  return json(200, {
    items: await participantViews(deps.table, items),
    looked,
    ...(more && { cursor: sealPosition(keys, list, next) }),
  });
}
