import * as z from 'zod';
import { RuleId, ruleTiming } from '../../rules/domain/rule.ts';
import { MailTemplate } from './mail-template.ts';

/** A mail at a moment before or after each session of an event. */
export const ReminderRule = z.strictObject({
  id: RuleId.optional(),
  ...ruleTiming,
  audience: z.enum(['all', 'registered', 'attended', 'absent', 'not-yet']).default('registered'),
  template: MailTemplate.default('reminder'),
});
export type ReminderRule = z.infer<typeof ReminderRule>;
