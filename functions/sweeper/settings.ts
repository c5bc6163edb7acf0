/** What the function reads of its environment; its specification in infra gives it exactly these. */
export const settings = [
  'TABLE_NAME',
  'LIFETIMES',
  'IMPORTS_BUCKET',
  'JOBS_QUEUE_URL',
  'SCHEDULES_QUEUE_URL',
  'RUNS_QUEUE_URL',
  'DELIVERIES_QUEUE_URL',
  'CONFIRMATIONS_QUEUE_URL',
  'CONFIRMATIONS_DLQ_URL',
  'BULK_QUEUE_URL',
  'BULK_DLQ_URL',
  'JOBS_DLQ_URL',
  'SCHEDULES_DLQ_URL',
  'RUNS_DLQ_URL',
  'DELIVERIES_DLQ_URL',
  'FAILURES_QUEUE_URL',
] as const;
