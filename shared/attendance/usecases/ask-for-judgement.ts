import type { Table } from '../../platform/table/table.ts';
import { createJob } from '../../jobs/table/job-items.ts';
import type { JudgementJob } from '../domain/judgement-job.ts';
import { putJudgement } from '../table/turn-items.ts';
import { newJudgement } from './new-judgement.ts';

interface Asked {
  sessionId: string;
  /** Only tells what would change. */
  dryRun: boolean;
  /** Of a dry run: the threshold to try, in per cent. */
  threshold?: number | undefined;
}

/** Has everybody of a session judged anew, because an organizer wants it. */
export async function askForJudgement(
  { table, now, random }: { table: Table; now: () => number; random: (bytes: number) => Uint8Array },
  { sessionId, dryRun, threshold }: Asked,
  by: string,
): Promise<JudgementJob> {
  const because = `asked ${Buffer.from(random(10)).toString('hex')}`;
  const judgement: JudgementJob = { ...newJudgement({ sessionId, because, by }, now()), dryRun, threshold };
  const isNew = await (dryRun ? createJob(table, judgement) : putJudgement(table, judgement));
  if (!isNew) throw new Error('A new id was taken.');
  return judgement;
}
