/** What the function reads of its environment; its specification in infra gives it exactly these. */
export const settings = [
  'TABLE_NAME',
  'JOBS_QUEUE_URL',
  'CONFIRMATIONS_QUEUE_URL',
  'BULK_QUEUE_URL',
  'SCHEDULES_QUEUE_URL',
  'RUNS_QUEUE_URL',
  'DELIVERIES_QUEUE_URL',
  'SEATS_QUEUE_URL',
  'FAILURES_QUEUE_URL',
] as const;
