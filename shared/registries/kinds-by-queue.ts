/**
 * Which queue works on which kinds of jobs: runs must be on time, and do not queue up behind files. Names only, so that
 * dispatcher and sweeper need not know how the work is done.
 */
export const kindsByQueue = {
  jobs: ['import', 'export', 'bulk', 'merge', 'doubles'],
  schedules: ['reminder', 'handover', 'news'],
};
