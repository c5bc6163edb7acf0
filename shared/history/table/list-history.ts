import * as z from 'zod';
import type { HistoryEntry } from '../../people/domain/history.ts';
import type { Participant } from '../../people/domain/participant.ts';
import { historyOfParticipant } from '../../people/table/history-of-participant.ts';
import { historyOfMail } from './history-of-mail.ts';
import { historyOfRegistration } from '../../registrations/table/history-of-registration.ts';
import { readHistory } from '../../people/table/history-items.ts';
import { jobReader, type JobReader } from '../../jobs/table/job-reader.ts';
import { historyPartition } from '../../people/table/person-keys.ts';
import { personMailsPartition } from '../../mail/table/mail-keys.ts';
import { personPartition } from '../../registrations/table/registration-keys.ts';
import { queryIndexPage, queryPage } from '../../platform/table/query-page.ts';
import { readRegistration } from '../../registrations/table/registration-items.ts';
import type { Table } from '../../platform/table/table.ts';

/** The last entry of a page: its instant, and the partition that it came from. */
export const HistoryPlace = z.object({ sk: z.string(), source: z.string() });
export type HistoryPlace = z.infer<typeof HistoryPlace>;

interface Told extends HistoryPlace {
  /** Registrations that belonged to an erased person have no entries. */
  entry: HistoryEntry | undefined;
}

/** The partition of one part of the history; sort keys begin with the instant in all of them. */
interface Source {
  name: string;
  read: (before: string | undefined, limit: number) => Promise<{ told: Told[]; more: boolean }>;
}

/**
 * Lists what happened to a person and to those who were merged into them, newest first. One order over all sources: by
 * instant, then by partition; so a page continues where the last one ended, whatever is written meanwhile.
 */
export async function listHistory(
  table: Table,
  person: Participant,
  place: HistoryPlace | undefined,
  limit: number,
): Promise<{ entries: HistoryEntry[]; next?: HistoryPlace }> {
  const ids = [person.id, ...(person.aliases ?? [])];
  const readJob = jobReader(table);
  const sources = [...ids.flatMap((id) => sourcesOf(table, person, id, readJob)), created(person, readJob)];
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

function sourcesOf(table: Table, person: Participant, id: string, readJob: JobReader): Source[] {
  return [
    source(historyPartition(id), 'sk', readHistory, (request) => queryPage(table, request)),
    source(
      personPartition(id),
      'gsi1sk',
      (item) => historyOfRegistration(readJob, readRegistration(item)),
      (request) => queryIndexPage(table, request),
    ),
    source(
      personMailsPartition(id),
      'gsi1sk',
      (item) => historyOfMail(readJob, person, item),
      (request) => queryIndexPage(table, request),
    ),
  ];
}

function source(
  partition: string,
  sk: 'sk' | 'gsi1sk',
  entryOf: (item: Record<string, unknown>) => HistoryEntry | undefined | Promise<HistoryEntry | undefined>,
  query: (request: Parameters<typeof queryPage>[1]) => ReturnType<typeof queryPage>,
): Source {
  return {
    name: partition,
    read: async (after, limit) => {
      const page = await query({ partition, after, limit, newestFirst: true });
      const told = await Promise.all(
        page.items.map(async (item) => ({
          sk: String(item[sk]),
          source: partition,
          entry: await entryOf(item),
        })),
      );
      return { told, more: page.more };
    },
  };
}

function created(person: Participant, readJob: JobReader): Source {
  const name = 'CREATED';
  const sk = `${person.createdAt}#`;
  return {
    name,
    read: async (before) => ({
      told:
        before === undefined || sk < before
          ? [{ sk, source: name, entry: await historyOfParticipant(readJob, person) }]
          : [],
      more: false,
    }),
  };
}
