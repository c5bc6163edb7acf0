import type { HistoryEntry } from '../../people/domain/history.ts';
import { ParticipantId } from '../../platform/values/ids.ts';

/** A person who is removed from histories. */
interface Forgotten {
  ids: ReadonlySet<string>;
  /** Whether a text names them. */
  names: (text: string) => boolean;
}

/**
 * Removes the values of a person from a history entry of somebody they were merged into: the fact that it happened, and
 * ids, stay.
 */
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
