import * as z from 'zod';
import type { Table } from '../../platform/table/table.ts';
import type { Event } from '../domain/event.ts';
import { EventState } from '../domain/event-place.ts';
import { titleSearch } from '../domain/title-search.ts';
import { getEvents } from '../table/event-items.ts';
import { listedEvents } from '../table/event-place-items.ts';

/** Where a search goes on: in which state, and after which place of its list. */
export const EventSearchPlace = z.object({ state: EventState, after: z.string().optional() });
export type EventSearchPlace = z.infer<typeof EventSearchPlace>;

export interface EventSearch {
  /** All states, one after the other, if none is given. */
  state?: EventState | undefined;
  /** Words of the title; empty: whatever it is called. */
  q: string;
}

/** Titles that one request looks at, at least, before it answers with what it has: some 800 read units. */
const MOST_LOOKED = 20_000;

/**
 * Events by state and date: of those to come the next one first, of others the latest. A page may hold fewer than `limit`,
 * even none, and still go on, when it looked at many titles that did not match.
 */
export async function findEvents(
  table: Table,
  { state, q }: EventSearch,
  from: EventSearchPlace | undefined,
  limit: number,
): Promise<{ events: Event[]; next?: EventSearchPlace | undefined }> {
  const matches = titleSearch(q);
  const states = state === undefined ? EventState.options : [state];
  const ids: string[] = [];
  let place: EventSearchPlace | undefined = from ?? { state: state ?? 'coming' };
  for (let looked = 0; place && ids.length < limit && looked < MOST_LOOKED;) {
    const here: EventSearchPlace = place;
    // Without words all match: what is read is what is shown.
    const stretch = await listedEvents(
      table,
      here.state,
      here.after,
      q === '' ? limit - ids.length + 1 : undefined,
    );
    const found = stretch.listed.filter(({ title }) => matches(title)).slice(0, limit - ids.length);
    ids.push(...found.map(({ id }) => id));
    looked += stretch.listed.length;
    const isFull = ids.length >= limit;
    const last = isFull ? found.at(-1) : stretch.listed.at(-1);
    const isMore = stretch.more || (last !== undefined && last !== stretch.listed.at(-1));
    place = isMore && last ? { state: here.state, after: last.place } : stateAfter(states, here.state);
  }
  return { events: await getEvents(table, ids), next: place };
}

function stateAfter(states: readonly EventState[], state: EventState): EventSearchPlace | undefined {
  const next = states[states.indexOf(state) + 1];
  return next && { state: next };
}
