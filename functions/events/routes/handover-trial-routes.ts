import * as z from 'zod';
import { PresetDraft } from '../../../shared/handovers/domain/handover-preset.ts';
import { HandoverRule } from '../../../shared/handovers/domain/handover-rule.ts';
import { named } from '../../../shared/platform/runtime/api-shapes.ts';
import { organizerRoutes } from '../../../shared/platform/runtime/route.ts';
import { ParticipantId, SessionId } from '../../../shared/platform/values/ids.ts';
import { RuleId } from '../../../shared/rules/domain/rule.ts';
import { HandoversView } from './rule-routes.ts';

const participantId = 'par_5f0c2d3e4f5061728394a5b6c7d8e9fa';
const sessionId = 'ses_019a0b1c2d3e4f5061728394a5b6c7d8';

export const PresetBody = named('HandoverPreset', PresetDraft, {
  destination: { id: 'dst_019a0b1c2d3e4f5061728394a5b6c7d8', tags: ['attended'] },
});

export const HandoverTrial = named(
  'HandoverTrial',
  z.strictObject({
    /** A hand-over of the event; without it and without `rule` the first one. */
    ruleId: RuleId.optional(),
    /** One that is not set yet. */
    rule: HandoverRule.optional(),
    /** Without it the next session, or the last one that was. */
    sessionId: SessionId.optional(),
    /** Whose fields to show; else those of the first who is meant. */
    participantId: ParticipantId.optional(),
  }),
  { ruleId: 'crm', sessionId },
);

export const TrialView = named(
  'HandoverPreview',
  z.object({
    sessionId: z.string(),
    looked: z.number(),
    /** How many would be handed over if the moment were now. */
    count: z.number(),
    /** Of whom nobody knows yet whether they were there, where the rule waits for it. */
    undecided: z.number(),
    /** False: there are more than were looked at. */
    complete: z.boolean(),
    /** The first of them. */
    people: z.array(z.object({ participantId: z.string(), email: z.string().optional() })),
    sample: z
      .object({
        /** What would be posted. */
        body: z.unknown(),
        /** The same as the fields of the destination hold it. */
        mapped: z
          .object({
            email: z.string().optional(),
            tags: z.array(z.string()),
            fields: z.array(z.object({ to: z.string(), from: z.string(), value: z.unknown().optional() })),
          })
          .optional(),
      })
      .optional(),
  }),
  {
    ...{ sessionId, looked: 12, count: 9, undecided: 0, complete: true },
    people: [{ participantId, email: 'ann@example.com' }],
    sample: {
      body: { type: 'registration.handed_over' },
      mapped: {
        email: 'ann@example.com',
        tags: ['webinar'],
        fields: [{ to: 'Webinar', from: 'event.title', value: 'Spring webinar' }],
      },
    },
  },
);
export type TrialView = z.infer<typeof TrialView>;

/** Ready-made hand-overs, and what one would do. */
export const handoverTrialRoutes = organizerRoutes('Reminders and hand-overs', {
  'POST /v1/events/{eventId}/handovers/presets/{preset}': {
    id: 'addHandoverPreset',
    summary: 'Add a ready-made hand-over',
    details:
      '`took-part` and `did-not-take-part`: a minute after the end. `saw-the-pitch`: whoever is there so many minutes after the start. Asked for again, it changes the one that is there.',
    permission: 'people:hand-over',
    body: PresetBody,
    answers: { 200: HandoversView },
    answerHeaders: ['etag'],
    problems: ['conflict'],
  },
  'POST /v1/events/{eventId}/handovers/preview': {
    id: 'previewHandover',
    summary: 'Try a hand-over',
    details:
      'Tells how many people and who, and shows what would be sent of one of them. Nobody is handed over.',
    permission: 'people:read',
    body: HandoverTrial,
    answers: { 200: TrialView },
    problems: ['conflict'],
  },
});
