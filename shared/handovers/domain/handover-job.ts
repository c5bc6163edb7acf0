import * as z from 'zod';
import { FiredRun } from '../../rules/domain/rule-run.ts';

/** The run of a hand-over: hands the registrants of a session to another system. */
export const HandoverJob = FiredRun.extend({ kind: z.literal('handover') });
export type HandoverJob = z.infer<typeof HandoverJob>;
