import * as z from 'zod';
import { RuleId, ruleTiming } from '../../rules/domain/rule.ts';
import { WebhookDestination } from '../../platform/values/webhook-destination.ts';
import { placeOf, type HandoverRule } from './handover-rule.ts';

/** Hand-overs that nearly everybody wants, by name. */
export const HandoverPreset = z.enum(['took-part', 'did-not-take-part', 'saw-the-pitch']);
export type HandoverPreset = z.infer<typeof HandoverPreset>;

/** What a preset leaves open. */
export const PresetDraft = z.strictObject({
  id: RuleId.optional(),
  name: z.string().trim().min(1).max(100).optional(),
  /** Of `saw-the-pitch`: how long after the start the offer is made; 60 unless it says more. */
  offsetMinutes: ruleTiming.offsetMinutes.optional(),
  destination: placeOf(WebhookDestination),
});
export type PresetDraft = z.infer<typeof PresetDraft>;

/** A minute: whoever leaves with the last word has left by then. */
const AFTER_END = 1;
const PITCH = 60;

const presets = {
  'took-part': {
    id: 'tookpart',
    name: 'Took part',
    anchor: 'end',
    offsetMinutes: AFTER_END,
    audience: 'participants',
  },
  'did-not-take-part': {
    id: 'stayedaway',
    name: 'Did not take part',
    anchor: 'end',
    offsetMinutes: AFTER_END,
    audience: 'non-participants',
  },
  'saw-the-pitch': {
    id: 'sawpitch',
    name: 'Saw the pitch',
    anchor: 'start',
    offsetMinutes: PITCH,
    audience: 'online',
  },
} as const;

/**
 * The rule of a preset; asked for twice it is one rule, unless the draft names another id. Who is unknown when it is due is
 * waited for, for a day.
 */
export function ruleOfPreset(preset: HandoverPreset, draft: PresetDraft): HandoverRule {
  const { name, offsetMinutes, ...rest } = draft;
  const base = presets[preset];
  return {
    ...base,
    ...rest,
    ...(name !== undefined && { name }),
    ...(offsetMinutes !== undefined && { offsetMinutes }),
    ...(base.audience !== 'online' && { unknown: 'wait' as const }),
  };
}
