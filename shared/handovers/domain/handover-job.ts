import * as z from 'zod';
import { FiredRun } from '../../rules/domain/rule-run.ts';
import { Happening } from './handover-rule.ts';

/**
 * The run of a hand-over: hands the registrants of a session to another system. `when`: one by one, as it happens to them;
 * `fire.dueAt` is then the beginning of the session's life.
 */
export const HandoverJob = FiredRun.extend({ kind: z.literal('handover'), when: Happening.optional() });
export type HandoverJob = z.infer<typeof HandoverJob>;
