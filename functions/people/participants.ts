import { ParticipantId } from '../../shared/platform/values/ids.ts';
import { Refusal } from '../../shared/platform/problems/refusal.ts';
import { resolvePerson } from '../../shared/people/table/resolve-identity.ts';
import type { BoundFilter } from '../../shared/filters/domain/checked-filter.ts';
import type { Participant } from '../../shared/people/domain/participant.ts';
import { ShardPlace } from '../../shared/platform/values/shard-place.ts';
import { json } from '../../shared/platform/runtime/http-function.ts';
import { readId, type HttpReply, type HttpRequest } from '../../shared/platform/runtime/http-request.ts';
import { RESPONSE_BYTES, capResponse } from '../../shared/platform/runtime/cap-response.ts';
import { readListPosition, sealPosition } from '../../shared/platform/runtime/list-page.ts';
import { SHARDS } from '../../shared/platform/values/shard.ts';
import { FIRST_SHARD } from '../../shared/platform/table/walk-shards.ts';
import { READ_AHEAD, placeAfter } from '../../shared/filters/usecases/find-candidates.ts';
import { selectMatching, type SelectedPage } from '../../shared/filters/usecases/select-people.ts';
import { participantView, participantViews } from './participant-view.ts';
import { readFilter } from './read-filter.ts';
import type { PeopleDeps, PeopleHandlers } from './deps.ts';

/** Participants, as organizers see them. */
export const participantHandlers = {
  'GET /v1/participants': listPeople,
  'GET /v1/participants/{participantId}': showPerson,
} satisfies PeopleHandlers;

async function showPerson(deps: PeopleDeps, request: HttpRequest): Promise<HttpReply> {
  const person = await resolvePerson(deps.table, readId(request, 'participantId', ParticipantId));
  if (!person) throw new Refusal('not-found', 'There is no such participant.');
  return json(200, await participantView(deps.table, person), { etag: `"${person.version}"` });
}

/** How long one request goes on looking: the function has 15 seconds. */
export const LOOK_MS = 6_000;
/** Items read without a full page after which matches count as rare, and more is read ahead. */
const RARE_AFTER = 1_000;

/**
 * Lists participants in a filter, in a fixed order that is not one of names or dates. `looked` tells how many items were
 * read. A page is full or the last one, unless the time was up or its people take too much room: then it may hold fewer
 * than `limit`, even none, and still have a cursor. The list ends where there is no cursor.
 */
async function listPeople(deps: PeopleDeps, request: HttpRequest): Promise<HttpReply> {
  const { filter, bound } = await readFilter(deps, request, ['limit', 'cursor']);
  const keys = await deps.linkKeys();
  const list = `participants ${JSON.stringify(filter)}`;
  const { limit, position } = readListPosition(request, keys, list, ShardPlace);
  const until = deps.now() + LOOK_MS;
  const items: Participant[] = [];
  let looked = 0;
  let next: ShardPlace | undefined;
  let room = RESPONSE_BYTES;
  for await (const page of fasterAndFaster(deps, bound, position ?? FIRST_SHARD, limit)) {
    const { count, bytes } = capResponse(page.people.slice(0, limit - items.length), room);
    items.push(...page.people.slice(0, count));
    room -= bytes;
    looked += page.looked;
    const isCut = page.people.length > count;
    const last = page.places[count - 1];
    if (!isCut) next = page.next;
    else if (last !== undefined) next = placeAfter(last);
    if (isCut || items.length >= limit || deps.now() >= until) break;
  }
  const more = next !== undefined && next.shard < SHARDS;
  return json(200, {
    items: await participantViews(deps.table, items),
    looked,
    ...(more && { cursor: sealPosition(keys, list, next) }),
  });
}

/** At first no more than a page is likely to need; once that has found little, as fast as it goes. */
async function* fasterAndFaster(
  { table }: PeopleDeps,
  filter: BoundFilter,
  from: ShardPlace,
  limit: number,
): AsyncGenerator<Omit<SelectedPage, 'missing'>> {
  let next = from;
  let looked = 0;
  for await (const page of selectMatching(table, filter, from, { page: limit, ahead: false })) {
    ({ next } = page);
    looked += page.looked;
    yield page;
    if (looked >= RARE_AFTER) break;
  }
  if (next.shard < SHARDS) yield* selectMatching(table, filter, next, READ_AHEAD);
}
