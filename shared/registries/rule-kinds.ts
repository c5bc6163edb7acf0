import { handoverRules } from '../handovers/usecases/handover-kind.ts';
import { reminderRules } from '../mail/usecases/reminder-kind.ts';
import type { RuleKind } from '../rules/usecases/rule-kind.ts';

/** All kinds of rules that work by themselves at a moment before or after a session. */
export const ruleKinds: readonly RuleKind[] = [reminderRules, handoverRules];
