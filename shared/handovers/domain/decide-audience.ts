import type { AttendanceState, Registration } from '../../registrations/domain/registration.ts';
import type { HandoverRule } from './handover-rule.ts';

type AudienceRule = Pick<HandoverRule, 'audience' | 'unknown' | 'afterWait'>;

/** `undecided`: nobody knows yet whether they were there, and the rule waits for it. */
export type AudienceVerdict = 'meant' | 'not-meant' | 'undecided';

/** What is known of somebody at a moment. */
export interface Known {
  attendance: AttendanceState;
  isOnline: boolean;
}

export const attendanceOf = ({ attendance }: Pick<Registration, 'attendance'>): AttendanceState =>
  attendance?.state ?? 'unknown';

/** Whether the audience goes by who is in the room. */
export const asksWhoIsOnline = ({ audience }: Pick<HandoverRule, 'audience'>): boolean =>
  audience === 'online' || audience === 'not-online';

/** Whether somebody is in the audience of a rule at its moment. */
export function decideAudience(rule: AudienceRule, known: Known): AudienceVerdict {
  switch (rule.audience) {
    case 'all':
      return 'meant';
    case 'online':
      return known.isOnline ? 'meant' : 'not-meant';
    case 'not-online':
      return known.isOnline ? 'not-meant' : 'meant';
    case 'participants':
    case 'non-participants':
      return decideAttendance(rule, known.attendance, rule.unknown ?? 'wait');
  }
}

/** The same when the rule has waited long enough: nobody is undecided. */
export function decideAfterWait(rule: AudienceRule, known: Known): Exclude<AudienceVerdict, 'undecided'> {
  const verdict = decideAudience({ ...rule, unknown: rule.afterWait ?? 'skip' }, known);
  return verdict === 'undecided' ? 'not-meant' : verdict;
}

function decideAttendance(
  { audience }: AudienceRule,
  attendance: AttendanceState,
  unknown: NonNullable<HandoverRule['unknown']>,
): AudienceVerdict {
  if (attendance === 'unknown' && unknown === 'wait') return 'undecided';
  if (attendance === 'unknown' && unknown === 'skip') return 'not-meant';
  const wasThere = attendance === 'attended';
  return wasThere === (audience === 'participants') ? 'meant' : 'not-meant';
}
