import type { HistoryEntry, HistoryKind } from '../domain/history.ts';
import type { Table } from '../../platform/table/table.ts';

/** Who does something to a person, when and through what; the history tells it in these words. */
export type Act = Pick<HistoryEntry, 'at' | 'act' | 'actor' | 'origin'>;

export interface PeopleDeps {
  table: Table;
  identityKey: Uint8Array;
  now: () => number;
  random: (bytes: number) => Uint8Array;
}

/** What the history tells of an act. `part` tells apart what one act does in several places. */
export function entryOf(
  act: Act,
  participantId: string,
  kind: HistoryKind,
  data?: Record<string, unknown>,
  part = '',
): HistoryEntry {
  return { ...act, act: act.act + part, participantId, kind, ...(data && { data }) };
}
