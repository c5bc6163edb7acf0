import type { HistoryEntry } from '../../people/domain/history.ts';
import { ParticipantId } from '../../platform/values/ids.ts';

/** Somebody who is to be told of no more. */
interface Forgotten {
  ids: ReadonlySet<string>;
  /** Whether a text names them. */
  names: (text: string) => boolean;
}

/** What the history of somebody else tells, without what was theirs who were a part of it once: that it happened, and ids. */
export function redactHistory(entry: HistoryEntry, forgotten: Forgotten): HistoryEntry {
  if (!entry.data) return entry;
  const { kept, ...told } = entry.data;
  const isOfThem = entry.kind === 'merged' && forgotten.ids.has(String(told['from']));
  return { ...entry, data: without(isOfThem || kept === undefined ? told : entry.data, forgotten.names) };
}

function without(data: Record<string, unknown>, names: Forgotten['names']): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(data).flatMap(([name, value]) => {
      if (typeof value === 'string') return isNaming(value, names) ? [] : [[name, value]];
      return [[name, isPlain(value) ? without(value, names) : value]];
    }),
  );
}

const isNaming = (text: string, names: Forgotten['names']): boolean =>
  !ParticipantId.safeParse(text).success && names(text);

const isPlain = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
