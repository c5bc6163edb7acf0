import * as z from 'zod';
import { RuleId, ruleTiming } from '../../rules/domain/rule.ts';
import { MailTemplate } from './mail-template.ts';

/** A mail at a moment before or after each session of an event. */
export const ReminderRule = z.strictObject({
  id: RuleId.optional(),
  ...ruleTiming,
  audience: z.enum(['all', 'registered', 'attended', 'absent', 'not-yet']).default('registered'),
  /** Left out: what suits the moment. */
  template: MailTemplate.optional(),
});
export type ReminderRule = z.infer<typeof ReminderRule>;

/** The template of a rule whose organizer chose none: no invitation to come in once the session is over. */
export function templateOf({
  template,
  anchor,
  offsetMinutes,
}: Pick<ReminderRule, 'template' | 'anchor' | 'offsetMinutes'>): MailTemplate {
  if (template !== undefined) return template;
  if (anchor === 'end') return offsetMinutes < 0 ? 'last-call' : 'follow-up';
  return offsetMinutes < 0 ? 'reminder' : 'last-call';
}
