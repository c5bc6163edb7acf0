import * as z from 'zod';
import type { HistoryEntry } from '../domain/history.ts';
import { toldOfCreation } from '../domain/import-marks.ts';
import type { Participant } from '../domain/participant.ts';
import { isSomebodys } from '../domain/registration.ts';
import { readHistory } from './history-items.ts';
import { readItem } from './item.ts';
import { getJob } from './job-items.ts';
import { historyPartition, personMailsPartition, personPartition } from './keys.ts';
import { queryIndexPage, queryPage } from './query-page.ts';
import { readRegistration } from './registration-items.ts';
import type { Table } from './table.ts';

/** The last entry that was told: its place in time, and the partition that it came from. */
export const HistoryPlace = z.object({ sk: z.string(), source: z.string() });
export type HistoryPlace = z.infer<typeof HistoryPlace>;

interface Told extends HistoryPlace {
  /** Nothing is told of a registration that stood for somebody erased. */
  entry: HistoryEntry | undefined;
}

const MailImage = z.object({
  participantId: z.string(),
  eventId: z.string().optional(),
  state: z.string(),
  sentAt: z.string().optional(),
  toldSk: z.string(),
});

/** Where a part of the history stands; sort keys begin with the instant in all of them. */
interface Source {
  name: string;
  read: (before: string | undefined, limit: number) => Promise<{ told: Told[]; more: boolean }>;
}

/**
 * What happened to a person and to those who were merged into them, newest first. One order over all sources: by
 * instant, then by partition; so a page goes on where the last one ended, whatever is written meanwhile.
 */
export async function listHistory(
  table: Table,
  person: Participant,
  place: HistoryPlace | undefined,
  limit: number,
): Promise<{ entries: HistoryEntry[]; next?: HistoryPlace }> {
  const ids = [person.id, ...(person.aliases ?? [])];
  const sources = [...ids.flatMap((id) => sourcesOf(table, id)), created(table, person)];
  const pages = await Promise.all(sources.map(({ name, read }) => read(upTo(place, name), limit)));
  // Before the end of a page that was cut, another source may still hold something newer.
  const seenTo = pages
    .flatMap(({ told, more }) => (more ? [told.at(-1)?.sk ?? ''] : []))
    .reduce((latest, sk) => (sk > latest ? sk : latest), '');
  const found = pages.flatMap(({ told }) => told).sort(newestFirst);
  const told = found.filter(({ sk }) => sk >= seenTo).slice(0, limit);
  const last = told.at(-1);
  const isMore = told.length < found.length || pages.some(({ more }) => more);
  return {
    entries: told.flatMap(({ entry }) => entry ?? []),
    ...(isMore && last && { next: { sk: last.sk, source: last.source } }),
  };
}

const newestFirst = (a: HistoryPlace, b: HistoryPlace): number =>
  a.sk === b.sk ? (a.source < b.source ? -1 : 1) : a.sk > b.sk ? -1 : 1;

/** The sort key (exclusive) below which a source goes on. */
function upTo(place: HistoryPlace | undefined, source: string): string | undefined {
  if (!place) return undefined;
  // The smallest string above the place: of the same instant, only later sources are still to be told.
  return source > place.source ? `${place.sk}\u0000` : place.sk;
}

function sourcesOf(table: Table, id: string): Source[] {
  return [
    source(historyPartition(id), 'sk', readHistory, (request) => queryPage(table, request)),
    source(personPartition(id), 'gsi1sk', entryOfRegistration, (request) => queryIndexPage(table, request)),
    source(personMailsPartition(id), 'gsi1sk', entryOfMail, (request) => queryIndexPage(table, request)),
  ];
}

function source(
  partition: string,
  sk: 'sk' | 'gsi1sk',
  entryOf: (item: Record<string, unknown>) => HistoryEntry | undefined,
  query: (request: Parameters<typeof queryPage>[1]) => ReturnType<typeof queryPage>,
): Source {
  return {
    name: partition,
    read: async (after, limit) => {
      const page = await query({ partition, after, limit, newestFirst: true });
      const told = page.items.map((item) => ({
        sk: String(item[sk]),
        source: partition,
        entry: entryOf(item),
      }));
      return { told, more: page.more };
    },
  };
}

/** A mail's id begins with what it is: `confirmation-…`, `reminder-…`. */
function entryOfMail(item: Record<string, unknown>): HistoryEntry {
  const { participantId, eventId, state, sentAt, toldSk } = readItem(MailImage, 'mail', item);
  const [at = '', act = ''] = toldSk.split('#');
  const message = /^[a-z]+(?:-[a-z]+)*?(?=-[0-9a-f]{32}|$)/.exec(act)?.[0];
  return {
    participantId,
    at,
    act,
    kind: 'mail',
    actor: 'system',
    origin: 'mail',
    data: { message, state, eventId, sentAt },
  };
}

function entryOfRegistration(item: Record<string, unknown>): HistoryEntry | undefined {
  const registration = readRegistration(item);
  if (!isSomebodys(registration)) return undefined;
  const { participantId, sessionId, eventId, status, source, createdAt } = registration;
  const isOwn = source === 'self-registration';
  return {
    participantId,
    at: createdAt,
    act: sessionId,
    kind: 'registered',
    actor: isOwn ? 'participant' : 'system',
    origin: isOwn ? 'page' : source,
    data: { sessionId, eventId, status },
  };
}

function created(table: Table, person: Participant): Source {
  const name = 'CREATED';
  const sk = `${person.createdAt}#`;
  return {
    name,
    read: async (before) => ({
      told:
        before === undefined || sk < before
          ? [{ sk, source: name, entry: await entryOfCreation(table, person) }]
          : [],
      more: false,
    }),
  };
}

/** Somebody whom an import made was made by the organizer who began it. */
async function entryOfCreation(table: Table, person: Participant): Promise<HistoryEntry> {
  const { id: participantId, createdAt: at, createdBy, source } = person;
  const isOwn = source === 'self-registration';
  const told = toldOfCreation(person);
  const organizer = told && (await getJob(table, told.importId))?.createdBy;
  return {
    participantId,
    at,
    act: 'created',
    kind: 'created',
    actor: isOwn ? 'participant' : (organizer ?? createdBy ?? 'system'),
    origin: isOwn ? 'page' : told ? `import ${told.importId}` : source,
    data: { source, ...told?.data },
  };
}
