import { beforeEach } from 'vitest';
import {
  faultListOf,
  noCounts,
  type ImportCounts,
  type ImportJob,
} from '../../shared/imports/domain/import-job.ts';
import { listFaults } from '../../shared/imports/table/fault-items.ts';
import type { Participant } from '../../shared/people/domain/participant.ts';
import { getParticipant } from '../../shared/people/table/participant-items.ts';
import { NOW } from './factories.ts';
import { idOf } from './registrants.ts';
import { useJobs } from './use-jobs.ts';

/** The world of a test file about imports: that of jobs, with a clock that is set back before each test. */
export function useImports() {
  const world = useJobs();
  const { aws, clock, importFile } = world;
  let files = 0;
  beforeEach(() => {
    clock.now = NOW;
  });
  return {
    ...world,
    /** Imports a file of its own name, undisturbed. */
    run: (content: string | Uint8Array, metadata: Record<string, string> = {}): Promise<ImportJob> =>
      importFile(`${(files += 1)}.csv`, content, metadata),
    person: async (email: string): Promise<Participant> => (await getParticipant(aws.table, idOf(email)))!,
    faultsOf: async (job: ImportJob) => (await listFaults(aws.table, faultListOf(job), 0, 200)).faults,
  };
}

export const lines = (...rows: string[]): string => rows.join('\r\n') + '\r\n';

export const counts = (some: Partial<ImportCounts>): ImportCounts => ({ ...noCounts, ...some });
