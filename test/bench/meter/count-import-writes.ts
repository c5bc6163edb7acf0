import { startLocalAws } from '../../support/local-aws.ts';
import { importFile } from '../../support/run-jobs.ts';
import { NOW } from '../../support/factories.ts';
import { countCalls } from './count-calls.ts';
import { peopleCsv } from '../cloud/people.ts';

export interface ImportWrites {
  /** Write units that the engine accounted, by row. */
  unitsPerRow: number;
  readUnitsPerRow: number;
  /** The busiest partition key, and its share of all written items. */
  busiest: { key: string; share: number };
  keys: number;
}

/** Imports new people by the same use case in this process, with a client that notes what each call wrote and cost. */
export async function countImportWrites(rows: number, group?: string): Promise<ImportWrites> {
  const aws = await startLocalAws();
  try {
    const { table, cost } = countCalls(aws.countingTable().table);
    await importFile(
      { ...aws, table },
      { now: NOW },
      'counted.csv',
      peopleCsv('counted', rows),
      group === undefined ? {} : { group },
    );
    const written = [...cost.written.values()].reduce((sum, count) => sum + count, 0);
    const [key, count] = [...cost.written].toSorted(([, a], [, b]) => b - a)[0] ?? ['', 0];
    return {
      unitsPerRow: cost.writeUnits / rows,
      readUnitsPerRow: cost.readUnits / rows,
      busiest: { key, share: count / written },
      keys: cost.written.size,
    };
  } finally {
    await aws.stop();
  }
}
