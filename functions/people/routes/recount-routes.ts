import { RecountRequest } from '../../../shared/recounts/domain/recount-job.ts';
import { named } from '../../../shared/platform/runtime/api-shapes.ts';
import { organizerRoutes } from '../../../shared/platform/runtime/route.ts';
import { JobView } from './job-view.ts';

named('RecountRequest', RecountRequest, { sessionId: 'ses_019a0b1c2d3e4f5061728394a5b6c7d8' });

/** Counts that somebody takes for wrong. */
export const recountRoutes = organizerRoutes('Recounts', {
  'POST /v1/recounts': {
    id: 'recount',
    summary: 'Count a session, an event or a group anew',
    details:
      'Counts are made anew every night anyway, where anything changed. Without `sessionId`, `eventId` and `groupId`, that is done now. People may register meanwhile. The answer is the job that does it; its counts tell how many of the 16 shards were wrong.',
    permission: 'settings:write',
    body: RecountRequest,
    mayBeEmpty: true,
    answers: { 202: JobView },
    answerHeaders: ['location'],
  },
});
