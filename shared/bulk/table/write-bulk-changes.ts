import type { Participant } from '../../people/domain/participant.ts';
import { memberKey } from '../../groups/table/group-keys.ts';
import { memberItem } from '../../groups/table/member-items.ts';
import { personPatch } from '../../people/table/participant-items.ts';
import { transact, type TransactItem } from '../../platform/table/transact.ts';
import { undoPut, type UndoMark } from '../../jobs/table/undo-items.ts';
import type { Patch } from '../../platform/values/patch.ts';
import type { Table } from '../../platform/table/table.ts';

/** The writes of a bulk job for one person, all or none. */
export interface BulkChange {
  /** As read: somebody else's write in between refuses the change. */
  person: Pick<Participant, 'id' | 'version'>;
  patch: Patch;
  mark: UndoMark;
  /** Groups whose member list the person joins; the person's own set of groups is changed by the patch. */
  join?: string[] | undefined;
  /** Groups whose member list the person leaves; with `by`, only if that job or import put them in. */
  leave?: { groupId: string; by?: string | undefined }[] | undefined;
  alongside?: TransactItem[] | undefined;
}

/** `done-before`: the job has changed the person already. `not-ours`: somebody else put the person into the group. */
export type BulkChangeOutcome = 'written' | 'done-before' | 'overtaken' | 'not-ours';

/** Writes that DynamoDB takes in one transaction. */
const MOST_WRITES = 100;

/**
 * Writes changes of people, each in one step with the member lists of their groups and the mark of the job; as many people
 * in one transaction as it takes. One that is refused does not hold up the others. The outcomes are in the order of the
 * changes.
 */
export async function writeBulkChanges(table: Table, changes: BulkChange[]): Promise<BulkChangeOutcome[]> {
  const outcomes = new Map<BulkChange, BulkChangeOutcome>();
  for (const together of packed(changes.map((change) => ({ change, writes: writesOf(table, change) }))))
    await writeTogether(table, together, outcomes);
  return changes.map((change) => outcomes.get(change) ?? 'overtaken');
}

interface Writes {
  change: BulkChange;
  writes: TransactItem[];
}

/** In their order, as few transactions as hold them. */
function packed(changes: Writes[]): Writes[][] {
  const transactions: Writes[][] = [];
  let room = 0;
  for (const one of changes) {
    if (one.writes.length > room) {
      transactions.push([]);
      room = MOST_WRITES;
    }
    transactions.at(-1)?.push(one);
    room -= one.writes.length;
  }
  return transactions;
}

/** Repeats the transaction without the refused writes: each attempt finds at least one more. */
async function writeTogether(
  table: Table,
  together: Writes[],
  outcomes: Map<BulkChange, BulkChangeOutcome>,
): Promise<void> {
  for (let open = together; open.length > 0;) {
    const result = await transact(
      table,
      open.flatMap(({ writes }) => writes),
    );
    const refused = new Set(result.done ? [] : result.refused.map(({ index }) => index));
    let first = 0;
    const left: Writes[] = [];
    for (const one of open) {
      const own = one.writes.map((_, index) => refused.has(first + index));
      first += one.writes.length;
      if (own.includes(true)) outcomes.set(one.change, refusalOf(own));
      else if (result.done) outcomes.set(one.change, 'written');
      else left.push(one);
    }
    open = left;
  }
}

/** The person first, then the mark, then the rest. */
function writesOf(table: Table, change: BulkChange): TransactItem[] {
  const { person, mark, join = [], leave = [], alongside = [] } = change;
  return [
    personPatch(table, person, change.patch),
    undoPut(table, mark),
    ...leave.map(({ groupId, by }) => memberDelete(table, groupId, person.id, by)),
    ...join.map((groupId) => ({
      Put: {
        TableName: table.name,
        Item: memberItem(groupId, person.id, { by: mark.jobId, at: mark.at }),
      },
    })),
    ...alongside,
  ];
}

/** Which of its writes were refused, in the order of `writesOf`. */
function refusalOf([isPerson, isMark]: boolean[]): BulkChangeOutcome {
  if (isMark) return 'done-before';
  return isPerson ? 'overtaken' : 'not-ours';
}

function memberDelete(
  table: Table,
  groupId: string,
  participantId: string,
  by: string | undefined,
): TransactItem {
  return {
    Delete: {
      TableName: table.name,
      Key: memberKey(groupId, participantId),
      ...(by !== undefined && {
        ConditionExpression: '#by = :by',
        ExpressionAttributeNames: { '#by': 'by' },
        ExpressionAttributeValues: { ':by': by },
      }),
    },
  };
}
