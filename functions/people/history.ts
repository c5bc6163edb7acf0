import * as z from 'zod';
import type { HistoryEntry } from '../../shared/people/domain/history.ts';
import { GroupId, ParticipantId } from '../../shared/platform/values/ids.ts';
import { Refusal } from '../../shared/platform/problems/refusal.ts';
import { readId, type HttpReply, type HttpRequest } from '../../shared/platform/runtime/http-request.ts';
import { listReply, readListPosition } from '../../shared/platform/runtime/list-page.ts';
import { getGroups } from '../../shared/groups/table/group-items.ts';
import { HistoryPlace, listHistory } from '../../shared/history/table/list-history.ts';
import { resolvePerson } from '../../shared/people/table/resolve-identity.ts';
import type { PeopleDeps, PeopleHandlers } from './deps.ts';

/** The history of a person. */
export const historyHandlers = {
  'GET /v1/participants/{participantId}/history': showHistory,
} satisfies PeopleHandlers;

async function showHistory(deps: PeopleDeps, request: HttpRequest): Promise<HttpReply> {
  const person = await resolvePerson(deps.table, readId(request, 'participantId', ParticipantId));
  if (!person) throw new Refusal('not-found', 'There is no such participant.');
  const keys = await deps.linkKeys();
  const list = `history ${person.id}`;
  const { limit, position } = readListPosition(request, keys, list, HistoryPlace);
  const { entries, next } = await listHistory(deps.table, person, position, limit);
  const names = await getGroups(deps.table, entries.flatMap(groupsIn));
  const views = entries.map((entry) => {
    const { at, kind, actor, origin, data } = entry;
    const groups = groupsIn(entry).map((id) => ({ id, name: names.get(id)?.name }));
    return { at, kind, actor, origin, data: groups.length > 0 ? { ...data, groups } : data };
  });
  return listReply(keys, list, views, next);
}

const Groups = z.array(GroupId);

/** Groups that an entry names by their ids alone; those that are deleted have no name any more. */
const groupsIn = ({ data }: HistoryEntry): string[] => Groups.safeParse(data?.['groups']).data ?? [];
