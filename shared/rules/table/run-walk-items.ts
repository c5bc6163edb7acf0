import type { RunWalk } from '../domain/run-walk.ts';
import { RuleRun } from '../domain/rule-run.ts';
import { saveJobWith } from '../../jobs/table/job-items.ts';
import { jobKey } from '../../jobs/table/job-keys.ts';
import { getItem } from '../../platform/table/get-items.ts';
import { readItem } from '../../platform/table/item.ts';
import type { Table } from '../../platform/table/table.ts';
import type { TransactItem } from '../../platform/table/transact.ts';

/** Walks of one run that may end at the same moment. */
const ATTEMPTS = 50;

/**
 * Stores a walk that is over, and in the same step what it adds to its run, which the last one ends. Undefined: another worker
 * has the walk.
 */
export async function endWalk(table: Table, over: RunWalk): Promise<RunWalk | undefined> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const run = await getRun(table, over.of);
    const ended = await saveJobWith(
      table,
      over,
      run?.walks === undefined ? [] : [walkEnds(table, run, over)],
    );
    if (ended) return ended;
    if ((await getRun(table, over.of))?.version === run?.version) return undefined;
  }
  throw new Error(`The run ${over.of} changes faster than its walks can end.`);
}

async function getRun(table: Table, runId: string): Promise<RuleRun | undefined> {
  const item = await getItem(table, jobKey(runId));
  return item && readItem(RuleRun, 'job', item);
}

/** A worker who holds the run notices by its version. */
function walkEnds(table: Table, run: RuleRun, over: RunWalk): TransactItem {
  const left = (run.walks ?? 0) - 1;
  const reason = over.reason ?? run.reason;
  const next = {
    walks: left,
    version: run.version + 1,
    counts: {
      ...run.counts,
      looked: run.counts.looked + over.counts.looked,
      chosen: run.counts.chosen + over.counts.chosen,
    },
    ...(reason !== undefined && { reason, detail: over.detail ?? run.detail }),
    ...(left === 0 && { status: reason === undefined ? 'done' : 'failed', finishedAt: over.finishedAt }),
  };
  const names = Object.keys(next);
  return {
    Update: {
      TableName: table.name,
      Key: jobKey(run.id),
      UpdateExpression: `SET ${names.map((name) => `#${name} = :${name}`).join(', ')}${left === 0 ? ' REMOVE #lease' : ''}`,
      ConditionExpression: '#version = :seen',
      ExpressionAttributeNames: Object.fromEntries(
        [...names, ...(left === 0 ? ['lease'] : [])].map((name) => [`#${name}`, name]),
      ),
      ExpressionAttributeValues: {
        ...Object.fromEntries(Object.entries(next).map(([name, value]) => [`:${name}`, value])),
        ':seen': run.version,
      },
    },
  };
}
