import * as z from 'zod';
import { Event } from '../../events/domain/event.ts';
import { Session } from '../../events/domain/session.ts';
import { listSessionIds } from '../../events/table/session-items.ts';
import type { TableChange } from '../../platform/table/read-change.ts';
import type { Table } from '../../platform/table/table.ts';
import { inParallel } from '../../platform/values/in-parallel.ts';
import { putJudgement, wantedJudgement } from '../table/turn-items.ts';
import { newJudgement } from './new-judgement.ts';

/** Asks to judge a session, or all of an event, anew, because of what changed in it. */
export const JudgementCall = z.object({
  eventId: z.string(),
  sessionId: z.string().optional(),
  because: z.string(),
});
export type JudgementCall = z.infer<typeof JudgementCall>;

interface Called {
  schedules: { judge: JudgementCall }[];
}

const EventImage = Event.pick({ id: true, attendanceThreshold: true, attendanceLength: true, version: true });

/** Another threshold, or another length to measure by, changes verdicts. */
export function judgeForThreshold(change: TableChange): Called {
  const before = change.before && EventImage.parse(change.before);
  const after = change.after && EventImage.parse(change.after);
  if (!before || !after) return { schedules: [] };
  const isSame =
    before.attendanceThreshold === after.attendanceThreshold &&
    before.attendanceLength === after.attendanceLength;
  if (isSame) return { schedules: [] };
  return { schedules: [{ judge: { eventId: after.id, because: `event ${after.version}` } }] };
}

/** So does another time of the session, or its cancellation. */
export function judgeForSession(change: TableChange): Called {
  const before = change.before && Session.parse(change.before);
  const after = change.after && Session.parse(change.after);
  if (!before || !after || before.scheduleVersion === after.scheduleVersion) return { schedules: [] };
  const because = `schedule ${after.scheduleVersion}`;
  return { schedules: [{ judge: { eventId: after.eventId, sessionId: after.id, because } }] };
}

const AT_ONCE = 16;

/** Begins the judgements; those of sessions that nobody ever judged wait for a source. Answers how many began. */
export async function beginJudgements(
  { table, now }: { table: Table; now: () => number },
  { eventId, sessionId: only, because }: JudgementCall,
): Promise<number> {
  const ids = only === undefined ? await listSessionIds(table, eventId) : [only];
  let begun = 0;
  await inParallel(ids, AT_ONCE, async (sessionId) => {
    if ((await wantedJudgement(table, sessionId)) === undefined) return;
    begun += Number(await putJudgement(table, newJudgement({ sessionId, because, by: 'system' }, now())));
  });
  return begun;
}
