import * as z from 'zod';
import { EventId, ParticipantId, SessionId } from '../../platform/values/ids.ts';
import { registeredSince, type Registration } from '../../registrations/domain/registration.ts';
import { attendanceOf } from './decide-audience.ts';
import { Happening, type HandoverRule } from './handover-rule.ts';

/** What happened to a registration; `verdict`: whether its person was there is known otherwise than before. */
export const HappenedTo = z.strictObject({
  eventId: EventId,
  sessionId: SessionId,
  participantId: ParticipantId,
  what: z.array(z.union([Happening, z.literal('verdict')])),
  /** The same for one happening, however often it is told; ISO 8601. */
  at: z.string(),
});
export type HappenedTo = z.infer<typeof HappenedTo>;

/** What a change of a registration means; `changedAt`: when the change was made. Undefined for what nobody asks for. */
export function whatHappened(
  before: Registration | undefined,
  after: Registration,
  changedAt: string,
): HappenedTo | undefined {
  const what: HappenedTo['what'] = [];
  const isNow = (status: Registration['status']) => after.status === status && before?.status !== status;
  if (isNow('registered')) what.push('registered');
  if (isNow('registered') && after.confirmedAt !== undefined && after.confirmedAt !== before?.confirmedAt)
    what.push('confirmed');
  if (before !== undefined && isNow('cancelled')) what.push('cancelled');
  const [was, is] = [before ? attendanceOf(before) : 'unknown', attendanceOf(after)];
  if (was !== is && is === 'attended') what.push('attended');
  if (was !== is) what.push('verdict');
  if (what.length === 0) return undefined;
  const { eventId, sessionId, participantId } = after;
  const at = what.includes('registered') ? registeredSince(after) : changedAt;
  return { eventId, sessionId, participantId, what, at };
}

type AskingRule = Pick<HandoverRule, 'when' | 'audience' | 'unknown' | 'tellChanges'>;

/** Whether a rule does something when this happens. */
export function asksFor(rule: AskingRule, { what }: Pick<HappenedTo, 'what'>): boolean {
  if (rule.when !== undefined) return what.includes(rule.when);
  const isOfAttendance = rule.audience === 'participants' || rule.audience === 'non-participants';
  const waits = (rule.unknown ?? 'wait') === 'wait';
  return isOfAttendance && what.includes('verdict') && (waits || rule.tellChanges === true);
}
