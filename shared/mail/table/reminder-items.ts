import type * as z from 'zod';
import type { Table } from '../../platform/table/table.ts';
import { getRules, storedRule, type Rules } from '../../rules/table/rule-items.ts';
import { MailTemplate } from '../domain/mail-template.ts';
import { ReminderRule } from '../domain/reminder-rule.ts';

export const StoredReminder = ReminderRule.extend({ ...storedRule, template: MailTemplate });
export type StoredReminder = z.infer<typeof StoredReminder>;

export const getReminders = (table: Table, eventId: string): Promise<Rules<StoredReminder>> =>
  getRules(table, { eventId, kind: 'reminder' }, StoredReminder);
