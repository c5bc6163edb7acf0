import * as z from 'zod';
import { countFacets } from '../../shared/filters/domain/facets.ts';
import { ShardPlace } from '../../shared/platform/values/shard-place.ts';
import { json } from '../../shared/platform/runtime/http-function.ts';
import { type HttpReply, type HttpRequest } from '../../shared/platform/runtime/http-request.ts';
import { readListPosition, sealPosition } from '../../shared/platform/runtime/list-page.ts';
import { getGroups } from '../../shared/groups/table/group-items.ts';
import { SHARDS } from '../../shared/platform/values/shard.ts';
import { FIRST_SHARD } from '../../shared/platform/table/walk-shards.ts';
import { READ_AHEAD } from '../../shared/filters/usecases/find-candidates.ts';
import { selectMatching } from '../../shared/filters/usecases/select-people.ts';
import { LOOK_MS } from './participants.ts';
import { readFilter } from './read-filter.ts';
import type { PeopleDeps, PeopleHandlers } from './deps.ts';

/** Items that one request looks at, about. */
const MOST_LOOKED = 25_000;

export const facetHandlers = {
  'GET /v1/participants/facets': showFacets,
} satisfies PeopleHandlers;

/**
 * Counts the people in a filter by each of the values they have. With `complete: false` it is the count of a part, and
 * `cursor` continues with the next one: the caller adds the parts up, and the sum is right.
 */
async function showFacets(deps: PeopleDeps, request: HttpRequest): Promise<HttpReply> {
  const { filter, bound } = await readFilter(deps, request, ['cursor']);
  const keys = await deps.linkKeys();
  const list = `facets ${JSON.stringify(filter)}`;
  const { position } = readListPosition({ ...request, query: cursorOf(request) }, keys, list, ShardPlace);
  const facets = countFacets();
  const until = deps.now() + LOOK_MS;
  let looked = 0;
  let next = position ?? FIRST_SHARD;
  for await (const page of selectMatching(deps.table, bound, next, READ_AHEAD)) {
    for (const person of page.people) facets.add(person);
    looked += page.looked;
    next = page.next;
    if (looked >= MOST_LOOKED || deps.now() >= until) break;
  }
  const values = facets.values();
  const groups = await getGroups(
    deps.table,
    values.group.flatMap(({ value }) => value ?? []),
  );
  // People still name groups that were deleted a moment ago.
  const group = values.group.flatMap(
    ({ value, count }): { value: string | null; name?: string; count: number }[] => {
      if (value === null) return [{ value, count }];
      const name = groups.get(value)?.name;
      return name === undefined ? [] : [{ value, name, count }];
    },
  );
  const cursor = next.shard < SHARDS ? sealPosition(keys, list, next) : undefined;
  return json(200, {
    count: facets.count(),
    looked,
    complete: cursor === undefined,
    facets: { ...values, group },
    cursor,
  });
}

const cursorOf = ({ query }: HttpRequest) => ({ cursor: z.string().optional().parse(query['cursor']) });
