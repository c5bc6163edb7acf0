import { createHash } from 'node:crypto';
import * as z from 'zod';
import { SessionId } from '../../platform/values/ids.ts';
import { RuleId } from './rule.ts';

/**
 * What a schedule says when it fires: which rule of which session, and for what moment. The moment decides whether it
 * is stale.
 */
export const Fire = z.object({
  /** Of the rule, as its capability calls it. */
  kind: z.string(),
  sessionId: SessionId,
  ruleId: RuleId,
  dueAt: z.iso.datetime(),
});
export type Fire = z.infer<typeof Fire>;

/**
 * The one run that a fire brings about, however often it fires. By the moment, not by versions: a rule or session that
 * changes in another way after its run (a template, a secret, a duration) does not run again.
 */
export function runIdOf(fire: Fire): string {
  const name = [fire.kind, fire.sessionId, fire.ruleId, fire.dueAt].join('\n');
  return `run_${createHash('sha256').update(name).digest('hex').slice(0, 32)}`;
}
