import * as z from 'zod';
import { Delivery } from '../../../shared/handovers/domain/delivery.ts';
import { JobStatus } from '../../../shared/jobs/domain/job.ts';
import { Instant, named, pageOf, Paging } from '../../../shared/platform/runtime/api-shapes.ts';
import { organizerRoutes } from '../../../shared/platform/runtime/route.ts';
import { EventId } from '../../../shared/platform/values/ids.ts';

export const RunView = named(
  'HandoverRun',
  z.object({
    id: z.string(),
    handoverId: z.string(),
    eventId: z.string(),
    sessionId: z.string(),
    dueAt: Instant,
    status: JobStatus,
    reason: z.string().optional(),
    /** How many people it is for. */
    audience: z.number(),
    createdAt: z.string(),
    finishedAt: z.string().optional(),
  }),
  {
    id: 'run_9f0c2d3e4f5061728394a5b6c7d8e9fa',
    handoverId: 'crm',
    eventId: 'evt_019a0b1c2d3e4f5061728394a5b6c7d8',
    sessionId: 'ses_019a0b1c2d3e4f5061728394a5b6c7d8',
    dueAt: '2027-03-21T11:00:00.000Z',
    status: 'done',
    audience: 12,
    createdAt: '2027-03-21T11:00:01.000Z',
    finishedAt: '2027-03-21T11:00:03.000Z',
  },
);
export type RunView = z.infer<typeof RunView>;

const { participantId, status, attempts, round, nextAttemptAt, reason, createdAt, finishedAt, log } =
  Delivery.shape;

export const DeliveryView = named(
  'Delivery',
  z.object({
    /** What the receiver gets as `webhook-id`. */
    id: z.string(),
    participantId,
    registrationId: z.string().optional(),
    ...{ status, attempts, round, nextAttemptAt, reason, createdAt, finishedAt, log },
  }),
  {
    id: 'run_9f0c2d3e4f5061728394a5b6c7d8e9fa_5f0c2d3e4f5061728394a5b6c7d8e9fa',
    participantId: 'par_5f0c2d3e4f5061728394a5b6c7d8e9fa',
    status: 'delivered',
    attempts: 1,
    round: 1,
    createdAt: '2027-03-21T11:00:02.000Z',
    finishedAt: '2027-03-21T11:00:03.000Z',
    log: [{ at: '2027-03-21T11:00:03.000Z', status: 200, durationMs: 85 }],
  },
);
export type DeliveryView = z.infer<typeof DeliveryView>;

export const WhichEvent = z.object({ eventId: EventId.optional() });

export const Redrive = named(
  'Redrive',
  z.strictObject({ participantIds: z.array(z.string()).max(1000).optional() }),
  { participantIds: ['par_5f0c2d3e4f5061728394a5b6c7d8e9fa'] },
);

/** Runs of hand-overs, and their deliveries. */
export const runRoutes = organizerRoutes('Hand-over runs', {
  'GET /v1/handovers/{handoverId}/runs': {
    id: 'listHandoverRuns',
    summary: 'List the runs of a hand-over, the latest first',
    details: '`eventId` says of which event when several have a hand-over of this id.',
    permission: 'events:read',
    query: Paging.extend(WhichEvent.shape),
    answers: { 200: pageOf(RunView) },
    problems: ['conflict'],
  },
  'GET /v1/runs/{runId}/deliveries': {
    id: 'listDeliveries',
    summary: 'List the deliveries of a run',
    details: 'Of the run of a rule, or of a bulk action that hands people over (its job is the run).',
    permission: 'events:read',
    query: Paging,
    answers: { 200: pageOf(DeliveryView) },
  },
  'POST /v1/runs/{runId}/redrive': {
    id: 'redriveRun',
    summary: 'Ask for failed deliveries again',
    details: 'For all of the run, or for the people named.',
    permission: 'events:write',
    furtherPermissions: 'people:hand-over, when the run is that of a bulk action.',
    body: Redrive,
    mayBeEmpty: true,
    answers: { 202: z.object({ redriven: z.number() }) },
    problems: ['conflict'],
  },
});
