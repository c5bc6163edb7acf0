import type { FileSettings } from '../../destinations/domain/destination-settings.ts';
import type { RunFiles } from '../../destinations/usecases/reach-destination.ts';
import { HandoverJob } from '../../handovers/domain/handover-job.ts';
import { isFinished } from '../../jobs/domain/job.ts';
import { createJob, getJob } from '../../jobs/table/job-items.ts';
import type { Table } from '../../platform/table/table.ts';
import { idDigits } from '../../platform/values/ids.ts';
import { defaultFields } from '../domain/export-fields.ts';
import { ExportJob } from '../domain/export-job.ts';
import { newExport } from './begin-export.ts';

/** Has files of runs written as exports, where organizers find them; a run has one file, whoever asks for it and how often. */
export const openRunFiles = (deps: { table: Table; now: () => number }): RunFiles => ({
  async write(runId, { format, fields = [...defaultFields] }: FileSettings) {
    const id = `exp_${idDigits(runId)}`;
    if (await getJob(deps.table, id, ExportJob)) return true;
    const run = await getJob(deps.table, runId, HandoverJob);
    if (!run || !isFinished(run)) return false;
    const fileName = `hand-over-${run.fire.ruleId}-${run.fire.dueAt.slice(0, 10)}`;
    const job = newExport(deps, {
      id,
      run: runId,
      isHandOver: true,
      fields,
      format,
      fileName,
      createdBy: run.createdBy,
    });
    await createJob(deps.table, job);
    return true;
  },
});
