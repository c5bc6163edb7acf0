/** What the function reads of its environment; its specification in infra gives it exactly these. */
export const settings = [
  'TABLE_NAME',
  'LIFETIMES',
  'IDENTITY_KEY_SECRET',
  'SCHEDULES_QUEUE_URL',
  'RUNS_QUEUE_URL',
  'SCHEDULES_QUEUE_ARN',
  'BULK_QUEUE_URL',
  'DELIVERIES_QUEUE_URL',
  'SCHEDULE_GROUP',
  'SCHEDULE_ROLE_ARN',
  'FAILURES_QUEUE_ARN',
] as const;
