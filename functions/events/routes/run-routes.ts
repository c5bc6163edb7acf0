import * as z from 'zod';
import { Delivery, DeliveryStatus } from '../../../shared/handovers/domain/delivery.ts';
import { Happening } from '../../../shared/handovers/domain/handover-rule.ts';
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
    /** What its people are handed over for, one by one, instead of at a moment. */
    when: Happening.optional(),
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

/** A run with what became of its deliveries. */
export const RunDetails = named(
  'HandoverRunDetails',
  RunView.partial({ handoverId: true, eventId: true, sessionId: true }).extend({
    /** Deliveries by what became of them so far. */
    counts: z.object({
      pending: z.number(),
      delivered: z.number(),
      failed: z.number(),
      'switched-off': z.number(),
      skipped: z.number(),
      undecided: z.number(),
    }),
    /** How late those that were delivered at once were. */
    late: z.object({ medianSeconds: z.number(), worstSeconds: z.number() }).optional(),
    /** False: there are more deliveries than were counted. */
    complete: z.boolean(),
  }),
  {
    ...{ id: 'run_9f0c2d3e4f5061728394a5b6c7d8e9fa', handoverId: 'crm', status: 'done', audience: 12 },
    ...{ eventId: 'evt_019a0b1c2d3e4f5061728394a5b6c7d8', sessionId: 'ses_019a0b1c2d3e4f5061728394a5b6c7d8' },
    ...{ dueAt: '2027-03-21T11:00:00.000Z', createdAt: '2027-03-21T11:00:01.000Z' },
    counts: { pending: 0, delivered: 11, failed: 1, 'switched-off': 0, skipped: 0, undecided: 0 },
    ...{ late: { medianSeconds: 2, worstSeconds: 9 }, complete: true },
  },
);
export type RunDetails = z.infer<typeof RunDetails>;

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

/** One delivery with what it posts. */
export const DeliveryDetails = named(
  'DeliveryDetails',
  DeliveryView.extend({
    /** What is posted at every attempt, as long as it is kept. */
    payload: z.unknown().optional(),
  }),
  {
    id: 'run_9f0c2d3e4f5061728394a5b6c7d8e9fa_5f0c2d3e4f5061728394a5b6c7d8e9fa',
    participantId: 'par_5f0c2d3e4f5061728394a5b6c7d8e9fa',
    ...{ status: 'failed', attempts: 10, round: 1, createdAt: '2027-03-21T11:00:02.000Z' },
    log: [{ at: '2027-03-21T11:00:03.000Z', status: 500, answer: 'Oops', durationMs: 85 }],
    payload: { type: 'registration.handed_over' },
  },
);
export type DeliveryDetails = z.infer<typeof DeliveryDetails>;

export const WhichEvent = z.object({ eventId: EventId.optional() });

export const WhichStatus = z.object({ status: DeliveryStatus.optional() });

export const Redrive = named(
  'Redrive',
  z.strictObject({
    participantIds: z.array(z.string()).max(1000).optional(),
    /** `all`: also those that were taken. Each gets a new id, so a receiver counts it anew. */
    which: z.enum(['failed', 'all']).optional(),
  }),
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
    query: Paging.extend(WhichStatus.shape),
    answers: { 200: pageOf(DeliveryView) },
  },
  'GET /v1/runs/{runId}': {
    id: 'getHandoverRun',
    summary: 'Show the run of a hand-over: its counts, and how late it was',
    permission: 'events:read',
    answers: { 200: RunDetails },
  },
  'GET /v1/runs/{runId}/deliveries/{participantId}': {
    id: 'getDelivery',
    summary: 'Show a delivery with what it posts',
    permission: 'people:read',
    answers: { 200: DeliveryDetails },
  },
  'POST /v1/runs/{runId}/redrive': {
    id: 'redriveRun',
    summary: 'Ask for deliveries again',
    details:
      'For all of the run, or for the people named; those that failed, or with `which` `all` also those that were taken.',
    permission: 'events:write',
    furtherPermissions: 'people:hand-over, when the run is that of a bulk action.',
    body: Redrive,
    mayBeEmpty: true,
    answers: { 202: z.object({ redriven: z.number() }) },
    problems: ['conflict'],
  },
});
