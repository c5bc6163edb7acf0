/**
 * The queue of each kind of job: runs must be on time, and must not wait behind files. Names only, so that dispatcher and
 * sweeper need not know how the work is done.
 */
export const kindsByQueue = {
  jobs: ['import', 'export', 'bulk', 'merge', 'doubles', 'recount'],
  runs: ['reminder', 'handover', 'news'],
};
