import { hashedId } from '../../platform/values/hashed-id.ts';
import * as z from 'zod';
import { SessionId } from '../../platform/values/ids.ts';
import type { Session } from '../../events/domain/session.ts';
import { dueAt, RuleId, type Timed } from './rule.ts';

/** The message of a schedule that fires: which rule of which session, and for what moment. */
export const Fire = z.object({
  /** The kind of the rule, as its capability names it. */
  kind: z.string(),
  sessionId: SessionId,
  ruleId: RuleId,
  dueAt: z.iso.datetime(),
});
export type Fire = z.infer<typeof Fire>;

/**
 * Whether a fire is stale: by now its session is cancelled, or its rule is due at another moment, since the session was
 * rescheduled or the rule changed. The moment decides, not versions: what else was changed is read when it is needed.
 */
export function isStale(fire: Pick<Fire, 'dueAt'>, rule: Timed, session: Session): boolean {
  if (rule.when !== undefined) return true;
  return session.cancelledAt !== undefined || dueAt(rule, session) !== Date.parse(fire.dueAt);
}

/**
 * The id of the one run that a fire begins, however often it fires. It follows from the moment, not from versions: a rule
 * or session that changes otherwise after its run (a template, a secret, a duration) does not run again.
 */
export function runIdOf(fire: Fire): string {
  return hashedId('run', [fire.kind, fire.sessionId, fire.ruleId, fire.dueAt].join('\n'));
}
