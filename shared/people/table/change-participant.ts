import type { Participant } from '../domain/participant.ts';
import type { HistoryEntry } from '../domain/history.ts';
import { historyItem } from './history-items.ts';
import { pointerItem } from './identity-items.ts';
import { memberKey } from '../../groups/table/group-keys.ts';
import { memberItem, type MemberMark } from '../../groups/table/member-items.ts';
import { participantItem, personPatch } from './participant-items.ts';
import { transact, type TransactItem } from '../../platform/table/transact.ts';
import type { Patch } from '../../platform/values/patch.ts';
import type { Table } from '../../platform/table/table.ts';

/** One change of a person and of all that follows their item, all or none. */
export interface ParticipantChange {
  /** As read: somebody else's write in between refuses the change. */
  person: Pick<Participant, 'id' | 'version'>;
  patch: Patch;
  /** Groups whose member list the person joins; the person's own set of groups is changed by the patch. */
  join?: { groupIds: string[]; mark: MemberMark };
  /** Groups whose member list the person leaves. */
  leave?: string[];
  /** Another identity that leads to the person from now on; refused when somebody has it already. */
  claim?: { id: string; at: string } | undefined;
  /** What the history tells of it. */
  history?: HistoryEntry[];
}

/** `taken`: the identity that was claimed is somebody's. */
export type ChangeOutcome = 'written' | 'overtaken' | 'taken';

/** Changes a person if nobody wrote since they were read. */
export async function changeParticipant(table: Table, change: ParticipantChange): Promise<ChangeOutcome> {
  const { person, patch, join, leave = [], claim, history = [] } = change;
  const outcome = await transact(table, [
    personPatch(table, person, { ...patch, ...(claim && { addTo: { aliases: claim.id } }) }),
    ...(claim ? [pointerPut(table, claim, person.id)] : []),
    ...membersPut(table, person.id, join),
    ...leave.map((groupId) => ({
      Delete: { TableName: table.name, Key: memberKey(groupId, person.id) },
    })),
    ...history.map((entry) => historyItem(table, entry)),
  ]);
  if (outcome.done) return 'written';
  return outcome.refused.some(({ index }) => index === 0) ? 'overtaken' : 'taken';
}

/** What is written together with a new person. */
export interface Entering {
  /** Of their places in groups. */
  mark: MemberMark;
  claim: ParticipantChange['claim'];
  history: HistoryEntry[];
}

/** Writes a new person with their places in groups; false when somebody is at one of their identities. */
export async function createParticipant(
  table: Table,
  person: Participant,
  { mark, claim, history }: Entering,
): Promise<boolean> {
  const outcome = await transact(table, [
    {
      Put: {
        TableName: table.name,
        Item: participantItem({ ...person, ...(claim && { aliases: new Set([claim.id]) }) }),
        ConditionExpression: 'attribute_not_exists(pk)',
      },
    },
    ...(claim ? [pointerPut(table, claim, person.id)] : []),
    ...membersPut(table, person.id, { groupIds: [...(person.groups ?? [])], mark }),
    ...history.map((entry) => historyItem(table, entry)),
  ]);
  return outcome.done;
}

function pointerPut(table: Table, { id, at }: { id: string; at: string }, to: string): TransactItem {
  return {
    Put: {
      TableName: table.name,
      Item: pointerItem(id, to, at),
      ConditionExpression: 'attribute_not_exists(pk)',
    },
  };
}

function membersPut(table: Table, participantId: string, join: ParticipantChange['join']): TransactItem[] {
  if (!join) return [];
  return join.groupIds.map((groupId) => ({
    Put: { TableName: table.name, Item: memberItem(groupId, participantId, join.mark) },
  }));
}
