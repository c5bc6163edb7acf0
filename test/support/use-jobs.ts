import { getParticipant } from '../../shared/people/table/participant-items.ts';
import type { Participant } from '../../shared/people/domain/participant.ts';
import type { JobDeps } from '../../functions/jobs/job-registry.ts';
import { NOW } from './factories.ts';
import { idOf } from './registrants.ts';
import {
  arrive,
  dyingWorkers,
  exportAll,
  importFile,
  jobDeps,
  runToEnd,
  type Death,
  type TestClock,
} from './run-jobs.ts';
import type { ExportRequest } from '../../shared/exports/domain/export-job.ts';
import { useLocalAws } from './use-local-aws.ts';

type Content = string | Uint8Array;
type Metadata = Record<string, string>;

/** The world of a test file about jobs: local engines, one clock, and the workers. */
export function useJobs() {
  const aws = useLocalAws();
  const clock: TestClock = { now: NOW };
  return {
    aws,
    clock,
    /** Runs a job to its end, slice by slice. */
    finish: (id: string, overrides?: Partial<JobDeps>) =>
      runToEnd(() => jobDeps(aws, clock, overrides), clock, id),
    /** What one worker after another is given, of whom the first ones die. */
    dying: (deaths: Death[], overrides?: Partial<JobDeps>) => dyingWorkers(aws, clock, deaths, overrides),
    /** A file comes in and is announced; answers its import's id. */
    arrive: (name: string, content: Content, metadata?: Metadata) => arrive(aws, name, content, metadata),
    importFile: (name: string, content: Content, metadata?: Metadata) =>
      importFile(aws, clock, name, content, metadata),
    exportAll: (request?: Partial<ExportRequest>) => exportAll(aws, clock, request),
    personOf: (email: string): Promise<Participant | undefined> => getParticipant(aws.table, idOf(email)),
  };
}
