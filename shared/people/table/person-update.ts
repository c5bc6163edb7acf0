import { diffParticipant } from '../domain/diff-participant.ts';
import type { Participant } from '../domain/participant.ts';
import { personPatch } from './participant-items.ts';
import type { Table } from '../../platform/table/table.ts';
import type { TransactItem } from '../../platform/table/transact.ts';

/** Writes what differs between a person as read and as they shall be, if nobody wrote to them since. */
export const personUpdate = (table: Table, before: Participant, after: Participant): TransactItem =>
  personPatch(table, before, diffParticipant(before, after));
