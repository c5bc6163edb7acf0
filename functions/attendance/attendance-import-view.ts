import {
  statusOf,
  type AttendanceImportJob,
} from '../../shared/attendance-reports/domain/attendance-import-job.ts';
import type { AttendanceImportView } from './routes/attendance-import-routes.ts';

/** A report of who was there, as organizers see it. */
export function attendanceImportView(job: AttendanceImportJob): AttendanceImportView {
  const { id, key, sessionId, reason, detail, form, counts, answers, sameAs, size, meeting } = job;
  const { createdAt, createdBy, finishedAt, revertedAt, revertedBy } = job;
  return {
    ...{ id, key, sessionId, status: statusOf(job), reason, detail, form },
    ...(meeting && {
      meeting: {
        id: meeting.id,
        topic: meeting.topic,
        startsAt: meeting.startsAt === undefined ? undefined : new Date(meeting.startsAt).toISOString(),
        durationMinutes: meeting.durationMinutes,
      },
    }),
    questions: job.questions ?? [],
    counts,
    suggestions: job.suggestions ?? [],
    ...{ answers, sameAs, size, createdAt, createdBy, finishedAt, revertedAt, revertedBy },
  };
}
