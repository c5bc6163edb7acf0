import type { HistoryEntry, HistoryKind } from '../domain/history.ts';
import type { Table } from '../../platform/table/table.ts';

/** Who does something to a person, when, and through what, as the history shows it. */
export type Act = Pick<HistoryEntry, 'at' | 'act' | 'actor' | 'origin'>;

export interface PeopleDeps {
  table: Table;
  identityKey: Uint8Array;
  now: () => number;
  random: (bytes: number) => Uint8Array;
}

/** The history entry of an act. `part` tells apart the entries of one act in several places. */
export function entryOf(
  act: Act,
  participantId: string,
  kind: HistoryKind,
  data?: Record<string, unknown>,
  part = '',
): HistoryEntry {
  return { ...act, act: act.act + part, participantId, kind, ...(data && { data }) };
}
