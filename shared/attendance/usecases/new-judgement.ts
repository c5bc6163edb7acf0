import { hashedId } from '../../platform/values/hashed-id.ts';
import type { JudgementJob } from '../domain/judgement-job.ts';

/**
 * A judgement of a session, because of something: the same again for the same, so that whoever asks twice asks once. `because`
 * never leaves this id.
 */
export function newJudgement(
  { sessionId, because, by }: { sessionId: string; because: string; by: string },
  nowMs: number,
): JudgementJob {
  return {
    kind: 'judgement',
    id: hashedId('jdg', `judgement\n${sessionId}\n${because}`),
    sessionId,
    dryRun: false,
    status: 'waiting',
    createdAt: new Date(nowMs).toISOString(),
    createdBy: by,
    version: 1,
    idleSlices: 0,
    cursor: { shard: 0 },
    counts: { looked: 0, changed: 0, attended: 0, absent: 0, unknown: 0 },
    changes: [],
  };
}
